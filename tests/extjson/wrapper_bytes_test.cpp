#include "catch.hpp"
#include "extjson/wrapper_forms.hpp"

namespace extjson_wrapper_bytes_test {

using wrapper_forms::check;
using wrapper_forms::check_refused;

TEST_CASE("An ObjectId keeps its wrapper, in lower case", "[extjson][wrapper]") {
  check({{R"({"$oid": "57e193d7a9cc81b4027498b5"})", R"({"$oid":"57e193d7a9cc81b4027498b5"})"},
         {R"({"$oid": "57E193D7A9CC81B4027498B5"})", R"({"$oid":"57e193d7a9cc81b4027498b5"})"}});
  check_refused(
      "$oid", {R"({"$oid": 42})", R"({"$oid": ""})", R"({"$oid": null})",
               R"({"$oid": "57e193d7a9cc81b4027498b"})", R"({"$oid": "57e193d7a9cc81b4027498b5a"})",
               R"({"$oid": "57e193d7a9cc81b4027498bg"})",
               R"({"$oid": "57e193d7a9cc81b4027498b5", "extra": 1})",
               R"({"$unknown": 1, "$oid": "57e193d7a9cc81b4027498b5"})",
               R"({"first": 1, "$oid": "57e193d7a9cc81b4027498b5"})"});
}

TEST_CASE("Binary is base64 and a subtype of two lower-case digits", "[extjson][wrapper]") {
  check({
      {R"({"$binary": {"base64": "//8=", "subType": "00"}})",
       R"({"$binary":{"base64":"//8=","subType":"00"}})"},
      {R"({"$binary": {"subType": "8F", "base64": ""}})",
       R"({"$binary":{"base64":"","subType":"8f"}})"},
      {R"({"$binary": {"base64": "//9=", "subType": "0"}})",
       R"({"$binary":{"base64":"//8=","subType":"00"}})"},
      {R"({"$binary": "AQIDBAU=", "$type": "80"})",
       R"({"$binary":{"base64":"AQIDBAU=","subType":"80"}})"},
      {R"({"$type": "0", "$binary": "AQIDBAU="})",
       R"({"$binary":{"base64":"AQIDBAU=","subType":"00"}})"},
      {R"({"$uuid": "73ffd264-44b3-4c69-90e8-e7d1dfc035d4"})",
       R"({"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}})"},
      {R"({"$uuid": "73ffd26444b34c6990e8e7d1dfc035d4"})",
       R"({"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}})"},
      {R"({"$uuid": "73FFD264-44B3-4C69-90E8-E7D1DFC035D4"})",
       R"({"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}})"},
  });
  check_refused("$binary",
                {R"({"$binary": 0, "$type": "00"})", R"({"$binary": "", "$type": 0})",
                 R"({"$binary": "", "$type": ""})", R"({"$binary": "", "$type": "000"})",
                 R"({"$binary": "", "$type": "0g"})", R"({"$binary": ""})",
                 R"({"$binary": "", "$type": "00", "x": 1})", R"({"$binary": "AA", "$type": "00"})",
                 R"({"$binary": {"base64": ""}})", R"({"$binary": {"subType": "00"}})",
                 R"({"$binary": {"base64": "", "subType": 0}})",
                 R"({"$binary": {"base64": 0, "subType": "00"}})",
                 R"({"$binary": {"base64": "A===", "subType": "00"}})",
                 R"({"$binary": {"base64": "", "subType": "00", "x": 1}})",
                 R"({"$binary": {"base64": "", "subType": "00"}, "x": 1})"});
  check_refused("$uuid", {R"({"$uuid": "73ffd26444b34c6990e8e7d1dfc035dg"})",
                          R"({"$uuid": "73ffd26444b34c6990e8e7d1dfc035d45"})",
                          R"({"$uuid": "73ffd26444b34c6990e8e7d1dfc035"})",
                          R"({"$uuid": "73ffd264-44b34c6990e8e7d1dfc035d"})",
                          R"({"$uuid": {"data": "73ffd264-44b3-4c69-90e8-e7d1dfc035d4"}})",
                          R"({"$uuid": "73ffd264-44b3-90e8-e7d1dfc035d4"})",
                          R"({"$uuid": "73ffd264-44b3-4c69-90e8-e7d1dfc035dg"})",
                          R"({"$uuid": "73ffd2644-4b3-4c69-90e8-e7d1dfc035d4"})"});
}

}  // namespace extjson_wrapper_bytes_test
