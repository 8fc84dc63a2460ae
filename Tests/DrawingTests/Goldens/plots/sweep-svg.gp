set encoding utf8
set terminal svg size 720,480 standalone font 'Arial,Helvetica,sans-serif,15' background '#ffffff'
set border 3 back linewidth 1 linecolor rgb '#5b6779'
set tics nomirror out scale 0.6 textcolor rgb '#0f172a'
set minussign
set clip two
set grid back linetype 1 linewidth 0.75 linecolor rgb '#dee1e4'
set xrange [0:1]
set xlabel 'x' noenhanced textcolor rgb '#0f172a'
set yrange [0:2.1]
set key at graph 0, screen 0.9708 left top vertical maxrows 2 Left reverse noenhanced samplen 2 textcolor rgb '#0f172a'
set tmargin at screen 0.8583
$d0 << EOD
0 0
1 1
EOD
$d1 << EOD
0 0
1 2
EOD
plot $d0 with lines linewidth 2.5 linecolor rgb '#0072b2' title 'L', \
  $d1 with lines linewidth 2 dashtype 2 linecolor rgb '#0072b2' title '∂L/∂x'
