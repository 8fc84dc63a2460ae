set encoding utf8
set terminal dumb noenhanced size 24,12 ansi256
set border 3
set tics nomirror out
unset grid
set xrange [-1:2]
set xlabel 'x' noenhanced
set yrange [0:4.2]
set title 'A slope' noenhanced
set key above left vertical reverse Left noenhanced samplen 1
$d0 << EOD
-1 1
-0.9375 0.9375
-0.875 0.875
-0.8125 0.8125
-0.75 0.75
-0.6875 0.6875
-0.625 0.625
-0.5625 0.5625
-0.5 0.5
-0.4375 0.4375
-0.375 0.375
-0.3125 0.3125
-0.25 0.25
-0.1875 0.1875
-0.125 0.125
-0.0625 0.0625
0 0

2 4
EOD
$d1 << EOD
-1 -3
-0.9375 -2.875
-0.875 -2.75
-0.8125 -2.625
-0.5 -2
-0.4375 -1.875
-0.375 -1.75
-0.3125 -1.625
-1.110223e-16 -1
0.0625 -0.875
0.125 -0.75
0.1875 -0.625
0.5 0
0.5625 0.125
0.625 0.25
0.6875 0.375
1 1
1.0625 1.125
1.125 1.25
1.1875 1.375
1.5 2
1.5625 2.125
1.625 2.25
1.6875 2.375
2 3
EOD
$d2 << EOD
1 1
EOD
plot $d0 with points pointtype '•' linecolor rgb '#0072b2' title 'x^2', \
  $d1 with points pointtype '×' linecolor rgb '#d55e00' title 'tangent', \
  $d2 with points pointtype '◆' linecolor rgb '#d55e00' notitle
