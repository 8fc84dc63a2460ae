set encoding utf8
set terminal svg size 720,435 standalone font 'Arial,Helvetica,sans-serif,15' background '#ffffff'
set border 15 back linewidth 1 linecolor rgb '#5b6779'
set tics nomirror out scale 0.6 textcolor rgb '#0f172a'
set minussign
set clip two
set size ratio -1
set xrange [0:2]
set xlabel 'x' noenhanced textcolor rgb '#0f172a'
set yrange [0:1]
set ylabel 'y' noenhanced textcolor rgb '#0f172a'
set key at graph 0, screen 0.9678 left top vertical maxrows 2 Left reverse noenhanced samplen 2 textcolor rgb '#0f172a'
set tmargin at screen 0.8437
$d0 << EOD
0 0
2 0
2 1
0 1
0 0
EOD
$d1 << EOD
0 0
1 0
1.5 0
1.5 1
1 1
0 1
0 0
0 0
EOD
$d2 << EOD
2 0
2 1
1.5 1
1.5 0
2 0
EOD
$d3 << EOD
0.2 0.5
EOD
$d4 << EOD
0.2 0.5
EOD
$d5 << EOD
1.8 0.5
EOD
$d6 << EOD
1.8 0.5
EOD
plot $d0 with filledcurves closed fillcolor rgb '#bfdcec' fillstyle solid noborder notitle, \
  $d1 with filledcurves closed fillcolor rgb '#bfdcec' fillstyle solid noborder notitle, \
  $d2 with filledcurves closed fillcolor rgb '#f5d7bf' fillstyle solid noborder notitle, \
  $d3 with points pointtype 7 pointsize 1.05 linecolor rgb '#ffffff' notitle, \
  $d4 with points pointtype 7 pointsize 0.75 linecolor rgb '#0072b2' title 'label -1', \
  $d5 with points pointtype 9 pointsize 1.33 linecolor rgb '#ffffff' notitle, \
  $d6 with points pointtype 9 pointsize 0.95 linecolor rgb '#d55e00' title 'label 1'
