// What the fixtures' people are called, where they live and what they say. All of it is made up.
#pragma once

#include <array>
#include <string_view>

namespace profilestore::generate {

using Words = std::string_view;

inline constexpr std::array first_names{
    Words{"Ana"},      Words{"Björn"},   Words{"Chiara"},  Words{"Dmitri"}, Words{"Eloïse"},
    Words{"François"}, Words{"Grace"},   Words{"Håkon"},   Words{"Ines"},   Words{"José"},
    Words{"Kwame"},    Words{"Łucja"},   Words{"Mónica"},  Words{"Nils"},   Words{"Olga"},
    Words{"Priya"},    Words{"Quentin"}, Words{"Renée"},   Words{"Søren"},  Words{"Tom"},
    Words{"Ümit"},     Words{"Věra"},    Words{"Wanjiru"}, Words{"Ольга"},  Words{"美咲"},
    Words{"Zoë"},      Words{"ليلى"},    Words{"Νίκος"},
};

inline constexpr std::array last_names{
    Words{"Almeida"}, Words{"Brown"},     Words{"Çelik"},   Words{"D'Angelo"},
    Words{"Eriksen"}, Words{"Fernández"}, Words{"Groß"},    Words{"Horváth"},
    Words{"Iyer"},    Words{"Jankowska"}, Words{"Kim"},     Words{"Lindqvist"},
    Words{"Müller"},  Words{"Nguyễn"},    Words{"O'Neill"}, Words{"Petrov"},
    Words{"Ruiz"},    Words{"Škoda"},     Words{"Tanaka"},  Words{"van der Berg"},
    Words{"Wójcik"},  Words{"小林"},      Words{"Иванова"}, Words{"Zhang"},
};

inline constexpr std::array cities{
    Words{"Lisboa"}, Words{"Göteborg"}, Words{"Napoli"}, Words{"Kraków"},    Words{"Accra"},
    Words{"Osaka"},  Words{"Montréal"}, Words{"Leeds"},  Words{"São Paulo"}, Words{"Pune"},
};

inline constexpr std::array countries{
    Words{"PT"}, Words{"SE"}, Words{"IT"}, Words{"PL"}, Words{"GH"},
    Words{"JP"}, Words{"CA"}, Words{"GB"}, Words{"BR"}, Words{"IN"},
};

inline constexpr std::array topics{
    Words{"photography"}, Words{"ceramics"}, Words{"travel"},  Words{"street food"},
    Words{"cycling"},     Words{"jazz"},     Words{"gardens"}, Words{"film"},
    Words{"type design"}, Words{"climbing"}, Words{"tea"},     Words{"maps"},
};

inline constexpr std::array sentences{
    Words{"I photograph empty train stations early in the morning."},
    Words{"Ceramics, mostly bowls; the glaze is the point."},
    Words{"Ask me about \"slow\" travel: twelve countries, no plane."},
    Words{"Recipes from my grandmother's kitchen\n— written down at last."},
    Words{"Half of what I post is jazz, the other half is about jazz."},
    Words{"Cycling the old border, one weekend at a time."},
    Words{"Type design and sign painting. C:\\fonts is my second home."},
    Words{"Maps of places that are no longer there 🗺️."},
    Words{"Tea, and the people who grow it."},
    Words{"Gärten, Höfe, Balkone – und alles, was darin wächst."},
};

inline constexpr std::array languages{Words{"en"}, Words{"de"}, Words{"pt-BR"}, Words{"ja"}};
inline constexpr std::array themes{Words{"light"}, Words{"dark"}, Words{"system"}};

}  // namespace profilestore::generate
