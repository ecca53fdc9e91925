extension Nouns {
    /// Things that no network knows by name. Where one thing stands out and is nobody, it is taken to be meant. A part of
    /// a thing (a handle, a lid, a label) is none of them: all of the thing would be painted.
    static let objects = Phrases<String>(
        """
        flower,flowers,rose,roses,tulip,tulips,sunflower,sunflowers,daisy,lily,water lily,poppy,orchid,\
        dahlia,carnation,peony,hydrangea,hibiscus,daffodil,crocus,magnolia,lotus,lotus flower,blossom,bloom,\
        bouquet,wreath,cactus,succulent,bonsai,fern,mushroom,toadstool,acorn,pinecone,pine cone,\
        apple,apples,pear,lemon,banana,strawberry,cherry fruit,tomato,pumpkin fruit,pumpkin,pineapple,\
        avocado,melon,watermelon,kiwi,mango,papaya,coconut,grapefruit,pomegranate,blueberry,blackberry,\
        grapes,fruit,vegetable,pepper,chilli,chili pepper,carrot,potato,onion,garlic,cucumber,courgette,\
        zucchini,broccoli,cauliflower,cabbage,lettuce,radish,corn cob,egg,cake,cupcake,birthday cake,pie,\
        tart,muffin,croissant,bagel,baguette,pretzel,pancake,waffle,macaron,bread,cheese,sausage,hot dog,\
        hamburger,burger,pizza,sandwich,taco,burrito,steak,donut,doughnut,cookie,biscuit,ice cream,\
        bun,bread roll,loaf,toast,scone,cracker,popcorn,fries,french fries,crisps,noodles,ramen,pasta,spaghetti,\
        lasagna,omelette,rice,salad,soup,stew,curry,sushi,kebab,dumpling,bacon,cheesecake,brownie,pastry,sundae,\
        marshmallow,juice,lemonade,glass of juice,glass of orange juice,glass of water,glass of wine,\
        glass of milk,cup of coffee,cup of tea,mug of coffee,mug of tea,bowl of soup,bowl of fruit,bottle of wine,\
        bottle of water,grape,fig,walnut,chilli pepper,aubergine,eggplant,corn,asparagus,celery,\
        beetroot,spinach,turnip,leek,peas,beans,lychee,raspberry fruit,\
        ice cream cone,lollipop,popsicle,chocolate bar,candy,cocktail,smoothie,milkshake,soda can,beer glass,\
        food,dish,meal,\
        cup,coffee cup,tea cup,teacup,mug,coffee mug,beer mug,teapot,coffee pot,kettle,jug,pitcher,carafe,\
        decanter,tumbler,goblet,wine glass,champagne glass,thermos,flask,water bottle,wine bottle,beer bottle,\
        perfume bottle,spray bottle,vase,bowl,plate,platter,tray,spoon,teaspoon,tablespoon,wooden spoon,fork,\
        knife,chopsticks,ladle,spatula,whisk,grater,colander,sieve,rolling pin,cutting board,pan,frying pan,\
        saucepan,wok,pot,flower pot,flowerpot,watering can,jar,can,tin,box,lunch box,lunchbox,cardboard box,\
        basket,bucket,barrel,crate,toaster,blender,mixer,coffee machine,coffee maker,microwave,fridge,\
        refrigerator,washing machine,dishwasher,stove,\
        stool,bar stool,bench,desk,wardrobe,cupboard,cabinet,dresser,chest of drawers,bookshelf,bookcase,\
        nightstand,crib,cradle,hammock,ottoman,footstool,rocking chair,deck chair,deckchair,office chair,\
        beanbag,blanket,towel,bath towel,mattress,pillowcase,doormat,drawer,shelving unit,trolley,toilet,sink,\
        bathtub,radiator,heater,oven,cauldron,cage,birdcage,bird cage,birdhouse,bird house,lamp,table lamp,desk lamp,floor lamp,chandelier,lantern,candle,candlestick,mirror,piano,\
        fireplace,\
        hammer,screwdriver,wrench,spanner,pliers,pair of pliers,drill,saw,chainsaw,axe,hatchet,shovel,spade,\
        rake,pitchfork,ladder,stepladder,tape measure,measuring tape,tape dispenser,ruler,toolbox,tool box,\
        wheelbarrow,chisel,crowbar,sickle,scythe,mallet,tweezers,pair of tweezers,\
        paintbrush,multimeter,stethoscope,syringe,microscope,telescope,binoculars,\
        magnifying glass,thermometer,hourglass,compass,globe,anchor,scissors,pair of scissors,razor,toothbrush,\
        hairbrush,hair dryer,hairdryer,comb,nail clipper,nail clippers,broom,mop,vacuum cleaner,sewing machine,\
        light bulb,lightbulb,bulb,torch,flashlight,fan,weighing scale,kitchen scale,scales,pen,fountain pen,\
        ballpoint pen,marker pen,crayon,eraser,sharpener,stapler,paperclip,notebook,envelope,book,coin,\
        magazine,newspaper,postcard,playing card,playing cards,folder,ring binder,pencil,pencils,toy block,puzzle,\
        brush,paint roller,soap,sponge,shampoo bottle,soap dispenser,padlock,rope,wig,sword,shield,arrow sign,\
        phone case,laptop sleeve,smartwatch,smart watch,gamepad,console,game console,controller,remote,router,\
        charger,power bank,tripod,projector,scanner,stereo,record player,turntable,keyring,key ring,keychain,\
        piggy bank,phone,smartphone,mobile phone,telephone,tablet,laptop,computer,keyboard,mouse,printer,\
        game controller,joystick,calculator,remote control,camera,video camera,radio,speaker,loudspeaker,\
        microphone,headphones,earphones,earbuds,clock,alarm clock,watch,wristwatch,drone,robot,machine,\
        device,gadget,tool,appliance,traffic light,street lamp,mailbox,postbox,fire hydrant,parking meter,\
        telephone box,phone booth,\
        instrument,musical instrument,guitar,electric guitar,violin,viola,cello,double bass,harp,lute,banjo,\
        ukulele,mandolin,sitar,drum,drum kit,drum set,tambourine,xylophone,trumpet,trombone,tuba,saxophone,\
        clarinet,oboe,flute,recorder,bagpipes,accordion,harmonica,gong,bell,\
        ball,football,soccer ball,basketball,volleyball,tennis ball,baseball,golf ball,rugby ball,bowling ball,\
        beach ball,racket,tennis racket,racquet,hockey stick,golf club,baseball bat,frisbee,dumbbell,\
        kettlebell,balloon,balloons,hot air balloon,toy,toys,teddy,teddy bear,doll,puppet,figurine,\
        action figure,toy car,toy train,rubber duck,stuffed animal,plush toy,spinning top,dice,chess piece,\
        snowman,gnome,garden gnome,scarecrow,mannequin,kite,skateboard,surfboard,snowboard,sled,sledge,\
        roller skates,ice skates,skis,trophy,medal,crown,tiara,\
        umbrella,parasol,suitcase,briefcase,backpack,rucksack,handbag,tote bag,shopping bag,paper bag,bag,\
        purse,wallet,pouch,sack,parcel,package,gift box,gift,shoe,shoes,sneaker,sneakers,boot,boots,\
        tote,clutch bag,duffel bag,gym bag,lunch bag,luggage,trainers,sandal,sandals,high heel,high heels,slipper,slippers,walking stick,\
        statue,sculpture,bust,monument,obelisk,fountain,tower,water tower,clock tower,bell tower,bridge,\
        building,skyscraper,house,farmhouse,cottage,cabin,hut,barn,shed,greenhouse,villa,mansion,lighthouse,\
        windmill,castle,fort,fortress,palace,church,cathedral,chapel,monastery,mosque,temple,shrine,pagoda,\
        pyramid,arch,gazebo,pavilion,stadium,igloo,tent,rocket,satellite,wind turbine,\
        trailer,pram,stroller,wheelchair,shopping cart,cart,\
        rock,boulder,pebble,seashell,shell,crystal,skull,fossil,logo mark,mascot,icon
        """.split(separator: ",").map { (String($0), String($0)) } + (vehicles + animals + worn).map { ($0, $0) }
    )

    /// What is worn: where somebody is in the picture, nothing finds it on them.
    package static let worn =
        """
        hat,cap,baseball cap,beanie,straw hat,top hat,helmet,bicycle helmet,glasses,pair of glasses,sunglasses,scarf,gloves,\
        glove,pair of gloves,mitten,mittens,belt,tie,bow tie,necklace,bracelet,earring,earrings,brooch,sock,socks,\
        pair of socks,jeans,pair of jeans,trousers,pair of trousers,shorts,pair of shorts,leggings,skirt,kimono,sari,\
        poncho,shawl,swimsuit,bikini,apron,headband,bandana,veil,tights,mask,face mask
        """.split(separator: ",").map(String.init)

    /// Those of them that may be a car or a boat to who knows no others.
    package static let vehicles =
        """
        truck,fire truck,fire engine,lorry,pickup,pickup truck,van,camper,camper van,caravan,taxi,\
        cab,jeep,limousine,police car,ambulance,tractor,bulldozer,excavator,digger,forklift,scooter,moped,\
        tricycle,unicycle,carriage,wagon,locomotive,steam engine,\
        tram,helicopter,glider,biplane,airship,spaceship,submarine,ferry,raft,rowboat,canoe,kayak,gondola
        """.split(separator: ",").map(String.init)

    /// Those of them that have fur, feathers or scales.
    package static let animals =
        """
        lion,lioness,tiger,leopard,cheetah,jaguar,puma,lynx,hyena,bear,polar bear,wolf,coyote,jackal,fox,\
        deer,stag,moose,elk,reindeer,antelope,gazelle,buffalo,bison,bull,ox,yak,ram,elephant,giraffe,\
        monkey,ape,gorilla,chimpanzee,chimp,orangutan,baboon,lemur,meerkat,panda,red panda,koala,kangaroo,\
        sloth,rabbit,bunny,hare,squirrel,chipmunk,hedgehog,porcupine,hamster,guinea pig,rat,bat,raccoon,\
        badger,skunk,weasel,ferret,mongoose,anteater,armadillo,platypus,frog,toad,newt,salamander,turtle,\
        tortoise,lizard,gecko,iguana,chameleon,crocodile,alligator,snake,cobra,python,dinosaur,dragon,\
        unicorn,fish,goldfish,clownfish,trout,tuna,carp,piranha,seahorse,starfish,jellyfish,octopus,squid,\
        lobster,shrimp,prawn,crab,shark,whale,orca,dolphin,seal,sea lion,walrus,penguin,owl,eagle,hawk,\
        falcon,vulture,parrot,cockatoo,toucan,kingfisher,woodpecker,hummingbird,robin,crow,magpie,stork,\
        heron,crane,pelican,duck,swan,goose,gosling,chicken,hen,rooster,turkey,peacock,flamingo,ostrich,\
        emu,pigeon,dove,sparrow,gull,seagull,pig,goat,donkey,mule,camel,llama,alpaca,zebra,otter,beaver,\
        hippo,rhino,hippopotamus,rhinoceros,cub,calf,foal,piglet,chick,duckling,fawn,butterfly,moth,\
        caterpillar,dragonfly,grasshopper,cricket,bee,bumblebee,wasp,ladybird,ladybug,beetle,ant,spider,\
        scorpion,snail,slug,worm,animal,pet,insect
        """.split(separator: ",").map(String.init)
}
