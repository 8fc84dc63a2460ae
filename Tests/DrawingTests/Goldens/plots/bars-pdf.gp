set encoding utf8
set terminal pdfcairo size 7.5in,5in font 'Arial,15' fontscale 0.5625 linewidth 1 background '#ffffff'
set border 3 back linewidth 1 linecolor rgb '#5b6779'
set tics nomirror out scale 0.6 textcolor rgb '#0f172a'
set minussign
set clip two
set grid back linetype 1 linewidth 0.75 linecolor rgb '#dee1e4'
set xrange [-0.08:2.08]
set yrange [0:3.15]
set ylabel 'count' noenhanced textcolor rgb '#0f172a'
set key at graph 0, screen 0.9708 left top vertical maxrows 1 Left reverse noenhanced samplen 2 textcolor rgb '#0f172a'
set tmargin at screen 0.9042
$d0 << EOD
0.5 3
1.5 1
EOD
plot $d0 using 1:2:(1) with boxes fillstyle transparent solid 0.55 border rgb '#0072b2' fillcolor rgb '#0072b2' title 'xs'
