/// What can be named in a picture.
package enum Nouns {
    static let garments = Phrases<Garment>([
        "jacket,jackets,bomber,bomber jacket,windbreaker,anorak,parka,denim jacket,leather jacket,fleece,cardigan,cardigans":
            .jacket,
        "blazer,blazers,sports coat,sports jacket,suit jacket": .blazer,
        "coat,coats,overcoat,trench coat,trenchcoat,raincoat,cloak,robe": .coat,
        "suit,suits,tuxedo,tux,space suit,spacesuit,space suits,spacesuits,jumpsuit,overalls,overall": .suit,
        "shirt,shirts,dress shirt,button up,button down,polo,polo shirt,jersey": .shirt,
        "t shirt,t shirts,tshirt,tshirts,tee,tees,tee shirt": .tShirt,
        "top,tops,blouse,blouses,tank top,crop top,vest,waistcoat,bodice": .top,
        "sweater,sweaters,pullover,pullovers,jumper,jumpers,sweatshirt,sweatshirts,turtleneck,knitwear,roll neck":
            .sweater,
        "hoodie,hoodies,hoody": .hoodie,
        "dress,dresses,gown,gowns,frock": .dress,
        "clothes,clothing,garment,garments,apparel,attire": .clothes,
        "outfit,outfits,uniform,uniforms,costume,costumes": .outfit,
    ])

    static let hair = AnyOf("hair,hairs,hairdo,hairstyle,haircut,locks")

    static let things = Phrases<Thing>([
        "subject,main subject,object,main object,thing,product,item":
            .subject,
        "aeroplane,aeroplanes,airplane,airplanes,plane,planes,aircraft,jet": .aeroplane,
        "bicycle,bicycles,bike,bikes,push bike,pushbike": .bicycle,
        "bird,birds": .bird, "boat,boats,ship,ships,sailboat,yacht": .boat, "bottle,bottles": .bottle,
        "bus,buses,coach": .bus, "car,cars,automobile,vehicle": .car, "cat,cats,kitten,kittens,kitty": .cat,
        "chair,chairs,armchair": .chair, "cow,cows": .cow, "table,tables,dining table": .table,
        "dog,dogs,puppy,puppies,doggy": .dog, "horse,horses,pony": .horse,
        "motorbike,motorbikes,motorcycle,motorcycles,motor bike,motor cycle": .motorbike,
        "person": .person, "plant,plants,potted plant": .plant,
        "sheep,lamb": .sheep, "sofa,sofas,couch,couches,settee": .sofa, "train,trains": .train,
        "monitor,monitors,tv,tvs,screen,screens,television,televisions,tv set,display": .monitor,
    ])

    /// Things that a colour is called by: "the coffee" is none of its colour's parts.
    static let alsoColours = AnyOf(
        """
        coffee,orange,oranges,peach,peaches,plum,plums,cherry,cherries,wine,chocolate,sand,lemon,lemons,lime,limes,olive,olives,\
        apricot,apricots,tangerine,tangerines,raspberry,raspberries,chestnut,chestnuts,lavender,lilac,honey,mustard,cream,\
        pumpkin,caramel,pearl,pearls,coral,moss,straw,rust
        """)

    /// What may stand before a noun that nothing finds, as a part of its name.
    static let beforeNouns: Set<String> = [
        "name", "plus", "price", "paper", "phone", "picture", "photo", "small", "big", "little", "large", "tiny",
        "ugly",
        "old", "other", "red", "orange", "yellow", "green", "blue", "purple", "pink", "black", "white", "grey", "gray",
        "brown", "dark", "bright", "coffee", "garden", "front", "water", "wall", "car", "hair", "stray", "annoying",
        "distracting", "leather", "wool", "silk", "cotton", "beer", "wine",
    ]

    static let faces = AnyOf("face,faces,the face,complexion")

    /// Parts of a face; colours mean the iris of an eye.
    static let features = Phrases<Feature>([
        "lips,lip,lipstick": .lips, "teeth,tooth,smile": .teeth, "eyes,eye": .eyes, "irises,iris": .irises,
    ])

    static let scenery = Phrases<Scenery>([
        "sky,skies": .sky, "grass,lawn,meadow,grass area,turf": .grass,
        "wall,walls": .wall, "water,sea,ocean,lake,river,pond": .water,
        "trees,forest,woods,foliage,treetops,bushes,hedge,hedges,greenery,vegetation": .trees,
    ])

    /// What says of which kind scenery is, before its noun, and tells it from no other of its kind that is found.
    static let kindsOfScenery = Phrases<Scenery>([
        "brick,concrete,stone,wooden,wood,plaster,tiled,back,painted,studio,house,garden,living room,kitchen,bathroom":
            .wall,
        "pool,swimming pool,sea,lake,river,ocean,pond": .water, "evening,night,morning,open,cloudy": .sky,
        "dry,mown,long,lush": .grass, "pine,palm,birch,oak,fir": .trees,
    ])

    static let people = AnyOf(
        """
        person,people,persons,man,men,woman,women,guy,guys,girl,girls,boy,boys,lady,ladies,gentleman,gentlemen,kid,kids,\
        child,children,model,models,one,ones,dude,astronaut,player,players,bride,groom,figure
        """
    )

    /// More than one word for all of them, and none for some of them.
    static let everybody = AnyOf(
        "people,persons,the people,the persons,all persons,all the persons,everyone,everybody,all of them,all people,all the people,every person,each person"
    )

    static let whichPerson = Phrases<People>([
        "left,leftmost,left hand,left most,first": .left, "right,rightmost,right hand,right most": .right,
        "middle,centre,center,central": .middle,
        "biggest,largest,main,nearest,closest,front,foreground,most prominent": .biggest,
    ])

    static let whereInPicture = Phrases<People>([
        "on the left,to the left,at the left,at left,on left,on the left side,on the left hand side,on the far left,to the far left":
            .left,
        "on the right,to the right,at the right,at right,on right,on the right side,on the right hand side,on the far right,to the far right":
            .right,
        "in the middle,in the centre,in the center,at the centre,at the center,between them": .middle,
        "in front,in the front,at the front,in the foreground": .biggest,
    ])

    /// Where a mark may be, besides.
    static let places = AnyOf(
        "cheek,cheeks,forehead,chin,nose,neck,arm,hand,hands,skin,table,tabletop,desk,ground,foreground,surface,corner,paper,shelf"
    )

    /// What people want out of a picture and no network knows: a region has to mark it.
    static let removable = AnyOf(
        """
        text,patch,patches,writing,lettering,letters,words,caption,title,subtitle,watermark,logo,logos,sign,signs,signature,date,date stamp,\
        timestamp,time stamp,number,numbers,label,labels,price tag,tag,sticker,stickers,spot,spots,stain,stains,mark,marks,speck,\
        specks,dust,dirt,scratch,scratches,crease,creases,crack,cracks,hole,blemish,blemishes,pimple,pimples,zit,zits,spot on the \
        skin,mole,moles,freckle,scar,scars,wrinkle,cold sore,wire,wires,cable,cables,cord,cords,rope,power line,power lines,\
        line,lines,pole,poles,post,posts,lamp post,street lamp,street light,lamppost,lamp,lamps,light,lights,socket,plug,switch,\
        outlet,shadow,shadows,reflection,reflections,glare,lens flare,flare,trash,rubbish,litter,garbage,bin,trash can,fence,\
        antenna,aerial,crane,graffiti,bird,birds,leaf,leaves,branch,branches,twig,twigs,hair on the lens,stuff,junk,clutter,\
        object,objects,thing,things,stone,stones,rock,rocks,nail,nails,screw,screws,poster,painting,picture frame,frame,clock,\
        sculpture,statue,person in the background,people in the background,photobomber,tourist,tourists,bystander,bystanders,\
        passer by,passers by,thread,threads,lint,crumb,crumbs,drop,drops,bubble,bubbles,footprint,footprints,tyre tracks
        """
    )

    static let pictures = AnyOf(
        """
        the picture,the image,the photo,the photograph,the pic,the shot,the portrait,the whole picture,the whole image,\
        the whole photo,the whole thing,the entire picture,the entire image,the entire photo,the canvas,the scene,\
        this picture,this image,this photo,this photograph,this pic,this shot,this one,my picture,my image,my photo,\
        picture,image,photo,photograph,everything,all of it,it all,overall,it,this,that,the result,the overall picture,\
        the overall image,that picture,that image,that photo
        """
    )

    static let pronouns = Phrases<People>([
        "him,her,it,this,that,me,himself,herself,he,she": .someone, "them,us,they,those,these": .all,
    ])

    static let background = AnyOf(
        "background,backgrounds,backdrop,bg,back ground,surroundings,background behind him,background behind her,background behind them,background behind it"
    )

    /// Things that people name often and that the model has no way to find.
    static let unselectable = Phrases<String>(
        """
        hood,jewellery,jewelry,collar,sleeves,sleeve,buttons,button,pocket,pockets,zip,logo,badge,eyebrows,\
        mouth,teeth,nose,ears,beard,moustache,mustache,skin,cheeks,cheek,forehead,chin,jaw,\
        whites of the eyes,whites of her eyes,whites of his eyes,face,faces,hands,hand,fingers,nails,arms,\
        legs,neck,make up,makeup,clouds,cloud,sand,beach,mountain,mountains,tree,leaves,floor,ceiling,door,\
        window,windows,roof,buildings,road,street,carpet,curtain,curtains,light,lights,bed,pillow,glass,\
        flag,sign,fur,eyelashes,wheels,wheel,tyres,tires,frame,moon,sun,star,stars,snow,ice,smoke,steam,\
        hill,hills,bush,saucer,tablecloth,napkin,counter,furniture,lampshade,rug,tiles,bricks,pavement,\
        cushion,cushions,medal,medals,ring,tail,paw,paws,whiskers,beak,wing,wings,feathers,horns,petal,\
        petals,stem,stems,foam,felt,liquid,pool,swimming pool
        """.split(separator: ",").map { (String($0), String($0)) }
    )

    /// Whether a word is what something in a picture is called, found or not: nobody mistyped it for another.
    static func isPictured(_ word: String) -> Bool {
        let one = word.hasSuffix("s") ? String(word.dropLast()) : word
        return [word, one].contains { pictured.contains($0) || objects.words.contains($0) }
    }

    private static let pictured = Set(
        """
        accordion,acorn,airport,ale,alley,almond,altar,anchor,ankle,anklet,ant,anteater,antelope,antler,antlers,ants,ape,aquarium,arch,\
        armadillo,armor,armour,arrow,ash,asphalt,attic,aubergine,awning,axe,baboon,back,bacon,badger,bagel,balcony,bandage,bangle,bangs,\
        banjo,barge,bark,barley,barn,bat,bath,bathtub,battery,bay,beagle,beam,bean,beans,bed,beds,beef,beer,beet,beetroot,bell,belly,\
        bench,beret,berries,berry,bikini,billboard,biscuit,bison,blackberry,blanket,blender,blimp,blind,blinds,blood,blueberry,blush,\
        boar,board,bollard,bolt,bone,bones,bonfire,bonnet,bookcase,booth,boulder,bow,bowl,bowler,boxer,boxers,bra,braid,braids,brain,\
        brake,brick,bridle,briefs,broccoli,brooch,brook,broom,broomstick,brush,buckle,buffalo,bugle,bulb,bull,bumper,bun,buoy,burrow,\
        butter,cab,cabbage,cabin,cabinet,cable,cables,cage,calf,camper,campfire,canal,candlestick,candy,cane,canopy,canyon,caravan,card,\
        cards,carriage,cart,cashew,casket,cast,cauldron,cauliflower,cave,celery,cellar,cello,chain,chandelier,charger,chart,cheese,\
        chess,chest,chimney,chimp,chips,cider,cinema,clam,clasp,claw,claws,clay,cliff,cliffs,clog,clogs,closet,cloth,coast,cocktail,\
        coconut,coffin,coin,coins,cola,collar,collie,column,concrete,condor,console,cord,corgi,cork,cormorant,corn,cot,cottage,cougar,\
        court,cove,coyote,cracker,cradle,crane,crank,creek,crib,cricket,crisps,crop,crops,cross,crossing,crow,crown,crutch,cucumber,\
        cufflink,cufflinks,curb,curl,curls,currant,curtain,cyclone,cymbal,dam,dart,darts,dashboard,date,dates,deck,den,desert,desk,dew,\
        dial,diary,dice,digger,dimple,dingo,dirt,dock,dome,doormat,dove,dragonfly,drain,drape,drapes,drawbridge,drawer,drill,dune,dunes,\
        earphones,elbow,elk,ember,engine,envelope,eraser,eyelid,eyelids,eyeliner,fabric,falcon,fan,fang,fangs,feather,fedora,feet,fence,\
        fern,ferns,ferret,ferry,fez,field,fig,figs,fin,finch,fins,fire,fireplace,firework,fireworks,flame,flames,flea,fleece,flies,\
        flowerbed,flute,fly,folder,foot,forklift,fountain,freckle,freezer,fridge,fries,fringe,frost,fudge,garage,garlic,gate,gauge,\
        gazebo,gazelle,gear,gears,gill,gills,gin,glacier,glider,globe,glue,gnat,goal,goatee,goggles,gong,grape,grasshopper,grater,grave,\
        gravel,gravy,greenhouse,ground,gutter,hail,ham,hammer,hammock,handle,harbor,harbour,harness,harp,hawk,hay,headlight,headlights,\
        headphones,heart,hearth,heater,hedge,heel,heels,helm,hen,heron,hide,highway,hijab,hinge,hip,hips,hive,hoe,hood,hoof,hoop,hooves,\
        horn,hornet,hose,hospital,hotdog,hotel,hound,hull,husky,hut,hydrant,hyena,ibis,iceberg,island,ivy,jackal,jaguar,jam,jay,jeep,\
        jelly,jellyfish,jetty,joystick,juice,kale,kebab,kennel,kerb,key,keys,kilt,kimono,kite,kiwi,knee,knees,knob,labrador,lace,ladder,\
        ladle,lamppost,lane,lantern,lava,leash,leech,leek,lemur,lens,letter,lettuce,lever,library,lid,lightning,limo,liner,loafer,\
        loafers,lobster,lock,locket,locust,log,logs,lolly,lorry,louse,lychee,lynx,magazine,magpie,mall,manatee,mane,mango,manhole,\
        mansion,mantis,map,marina,market,marsh,mascara,mask,mast,mat,mattress,meat,meter,mice,microphone,microwave,milk,mink,mirror,\
        moat,mole,moose,mop,moped,mosquito,moth,motor,motorway,mower,mud,mudguard,muffin,museum,mussel,muzzle,needle,nest,net,newspaper,\
        nightgown,noodle,noodles,nostril,note,notebook,nut,nuts,oar,oars,oasis,oat,oats,oboe,octopus,office,omelette,onion,onions,orca,\
        organ,oven,ox,oyster,pajamas,palace,pancake,pane,panel,panther,papaya,parasol,parting,pasta,path,patio,pawn,pea,peanut,pearl,\
        peas,pebble,pebbles,pedal,pedals,pelican,pen,pencil,pens,pergola,pew,pheasant,pie,pier,pill,pillar,pills,pin,pipe,pipes,plait,\
        plank,planter,plaster,platter,platypus,pliers,plug,pod,pole,poncho,ponytail,poodle,pool,pools,popcorn,porch,pork,port,portal,\
        post,poster,pot,potato,potatoes,pouch,pram,prawn,printer,projector,propeller,puck,puffin,pug,puma,puzzle,pyjamas,quail,quilt,\
        racket,racquet,radiator,radio,radish,raft,rail,railing,rails,rainbow,rake,rat,rats,raven,reef,reindeer,reins,remote,ribbon,rice,\
        robin,roll,root,roots,rope,router,rug,ruler,rum,saddle,sail,sails,salad,salmon,sandpit,sari,satellite,sauce,saucepan,sausage,\
        saw,scale,scales,scalpel,scanner,scar,school,scissors,scone,scorpion,seat,seats,seed,seeds,seesaw,segway,sequin,shawl,shed,\
        sheet,sheets,shelf,shell,shells,shelves,shield,shoelace,shoelaces,shop,shore,shoulder,shovel,shower,shrew,shrimp,shutter,\
        shutters,shuttle,sideburns,sink,skate,skates,ski,skillet,skis,skull,skunk,slab,sled,sledge,sleigh,slide,slipper,slippers,sloth,\
        slug,snail,snout,snowman,soap,sock,socket,sod,soda,soil,sole,sombrero,soup,spade,spaniel,spark,spatula,speaker,speakers,spear,\
        spinach,spire,spoke,sponge,spring,sprinkler,squid,stable,stage,stair,stairs,stamp,stapler,starfish,starling,station,steak,\
        steeple,step,steps,stereo,stethoscope,stew,stick,stirrup,stocking,stole,stool,store,stork,storm,stove,strap,straps,straw,stream,\
        stretcher,stroller,stubble,stud,stump,sushi,swamp,sweets,swimsuit,swing,switch,sword,syringe,syrup,tablet,taco,tambourine,tank,\
        tap,tape,tapestry,tar,tart,tattoo,taxi,tea,terrace,terrier,theater,theatre,thermometer,thigh,thorn,thread,throat,thrush,thumb,\
        thunder,tiara,tick,tile,toast,toaster,toe,toes,toffee,toga,toilet,tomb,tongs,tongue,tool,torch,tornado,towel,towels,track,trail,\
        trailer,tray,trellis,tripod,trolley,trunk,trunks,tuba,tug,tuna,turban,turf,turkey,turnip,turret,tusk,tusks,twig,udder,ukulele,\
        urchin,urn,valance,valley,villa,vine,vines,visor,vodka,volcano,vole,vulture,waffle,wagon,waist,wallet,walnut,walrus,wand,\
        wardrobe,wasp,waterfall,weasel,web,weed,weeds,well,wheat,wheelchair,whisk,whiskey,whisky,wig,windscreen,windshield,wire,wombat,\
        worm,wren,wrench,wrist,yacht,yard,yarn,yoghurt,yogurt,zeppelin,zipper,zucchini
        """.split(separator: ",").map(String.init))
}
