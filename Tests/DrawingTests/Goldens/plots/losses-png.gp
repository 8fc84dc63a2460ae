set encoding utf8
set terminal pngcairo size 1440,960 font 'Arial,15' fontscale 1.5 linewidth 2 pointscale 2 background '#ffffff'
set border 3 back linewidth 1 linecolor rgb '#5b6779'
set tics nomirror out scale 0.6 textcolor rgb '#0f172a'
set minussign
set clip two
set grid back linetype 1 linewidth 0.75 linecolor rgb '#dee1e4'
set xrange [-0.04:1.04]
set yrange [0.0006309573444801932:15.848931924611136]
set logscale y 10
unset mytics
set format y '10^{%T}'
set key at graph 0, screen 0.9708 left top vertical maxrows 1 Left reverse noenhanced samplen 2 textcolor rgb '#0f172a'
set tmargin at screen 0.9042
$d0 << EOD
0 10
1 0.001
EOD
plot $d0 with linespoints linewidth 2 pointtype 7 pointsize 0.6 linecolor rgb '#0072b2' title 'losses'
