set encoding utf8
set terminal svg size 720,480 standalone font 'Arial,Helvetica,sans-serif,15' background '#ffffff'
set border 3 back linewidth 1 linecolor rgb '#5b6779'
set tics nomirror out scale 0.6 textcolor rgb '#0f172a'
set minussign
set clip two
set grid back linetype 1 linewidth 0.75 linecolor rgb '#dee1e4'
set xrange [-1:2]
set xlabel 'x' noenhanced textcolor rgb '#0f172a'
set yrange [0:4.2]
set label 1 'A slope' at graph 0, screen 0.9500 left noenhanced font ',19' textcolor rgb '#0f172a'
set key at graph 0, screen 0.9000 left top vertical maxrows 2 Left reverse noenhanced samplen 2 textcolor rgb '#0f172a'
set tmargin at screen 0.7875
$d0 << EOD
-1 1
0 0

2 4
EOD
$d1 << EOD
-1 -3
2 3
EOD
$d2 << EOD
1 1
EOD
plot $d0 with lines linewidth 2.5 linecolor rgb '#0072b2' title 'x^2', \
  $d1 with lines linewidth 2 dashtype 2 linecolor rgb '#d55e00' title 'tangent', \
  $d2 with points pointtype 7 pointsize 0.9 linecolor rgb '#d55e00' notitle
