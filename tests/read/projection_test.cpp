// Which fields a read gives.
#include "read/projection.hpp"

#include <ctime>
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "keys/collated.hpp"

namespace read_projection_test {

using namespace profilestore;
using read::Projection;

namespace {

struct Case {
  const char* projection;
  const char* document;
  const char* result;
};

void check(const Case& one) {
  INFO(one.projection << " of " << one.document);
  const Projection projection = Projection::parse(Document::parse(one.projection));
  CHECK(projection.apply(Document::parse(one.document)) == Document::parse(one.result));
}

}  // namespace

TEST_CASE("A projection gives the fields that it names, or all others", "[read][projection]") {
  const Case one = GENERATE(
      Case{R"({})", R"({"_id":1,"a":2})", R"({"_id":1,"a":2})"},
      Case{R"({"a":1})", R"({"_id":1,"b":3,"a":2})", R"({"_id":1,"a":2})"},
      Case{R"({"a":true,"_id":0})", R"({"_id":1,"b":3,"a":2})", R"({"a":2})"},
      Case{R"({"b":1,"a":1})", R"({"_id":1,"a":2,"b":3})", R"({"_id":1,"a":2,"b":3})"},
      Case{R"({"x":1})", R"({"_id":1,"a":2})", R"({"_id":1})"},
      Case{R"({"_id":1})", R"({"_id":1,"a":2})", R"({"_id":1})"},
      Case{R"({"_id":0})", R"({"_id":1,"a":2})", R"({"a":2})"},
      Case{R"({"a":0})", R"({"_id":1,"a":2,"b":3})", R"({"_id":1,"b":3})"},
      Case{R"({"a":false,"_id":1})", R"({"_id":1,"a":2,"b":3})", R"({"_id":1,"b":3})"},
      Case{R"({"a":0.0,"_id":0})", R"({"_id":1,"a":2,"b":3})", R"({"b":3})"},
      Case{R"({"a.b":1})", R"({"_id":1,"a":{"b":2,"c":3}})", R"({"_id":1,"a":{"b":2}})"},
      Case{R"({"a":{"b":1}})", R"({"_id":1,"a":{"b":2,"c":3}})", R"({"_id":1,"a":{"b":2}})"},
      Case{R"({"a.b":1,"a.c":1})", R"({"a":{"d":1,"c":3,"b":2}})", R"({"a":{"c":3,"b":2}})"},
      Case{R"({"a.b":0})", R"({"_id":1,"a":{"b":2,"c":3}})", R"({"_id":1,"a":{"c":3}})"},
      Case{R"({"a.b":1})", R"({"a":5})", R"({})"}, Case{R"({"a.b":0})", R"({"a":5})", R"({"a":5})"},
      Case{R"({"a.b":1})", R"({"a":{"c":1}})", R"({"a":{}})"},
      Case{R"({"a.b":1})", R"({"a":[{"b":1,"c":2},3,[{"b":4}],{}]})",
           R"({"a":[{"b":1},[{"b":4}],{}]})"},
      Case{R"({"a.b":0})", R"({"a":[{"b":1,"c":2},3,[{"b":4}],{}]})",
           R"({"a":[{"c":2},3,[{}],{}]})"},
      Case{R"({"a.$id":1})", R"({"a":{"$ref":"b","$id":7}})", R"({"a":{"$id":7}})"},
      Case{R"({"_id":1,"a.b":1})", R"({"a":[],"_id":2})", R"({"a":[],"_id":2})"},
      Case{R"({"_id.a":1})", R"({"_id":{"a":1,"b":2},"c":3})", R"({"_id":{"a":1}})"});
  check(one);
}

TEST_CASE("A $slice gives a part of an array", "[read][projection]") {
  const Case one = GENERATE(
      Case{R"({"a":{"$slice":2}})", R"({"_id":1,"a":[1,2,3],"b":1})",
           R"({"_id":1,"a":[1,2],"b":1})"},
      Case{R"({"a":{"$slice":-2}})", R"({"a":[1,2,3]})", R"({"a":[2,3]})"},
      Case{R"({"a":{"$slice":0}})", R"({"a":[1,2,3]})", R"({"a":[]})"},
      Case{R"({"a":{"$slice":[1,1]}})", R"({"a":[1,2,3]})", R"({"a":[2]})"},
      Case{R"({"a":{"$slice":[-2,1]}})", R"({"a":[1,2,3]})", R"({"a":[2]})"},
      Case{R"({"a":{"$slice":[-9,2]}})", R"({"a":[1,2,3]})", R"({"a":[1,2]})"},
      Case{R"({"a":{"$slice":[9,2]}})", R"({"a":[1,2,3]})", R"({"a":[]})"},
      Case{R"({"a":{"$slice":1},"b":1})", R"({"_id":1,"a":[1,2],"b":1,"c":2})",
           R"({"_id":1,"a":[1],"b":1})"},
      Case{R"({"a.b":{"$slice":1}})", R"({"a":{"b":[1,2],"c":3}})", R"({"a":{"b":[1],"c":3}})"},
      Case{R"({"a":{"$slice":1}})", R"({"a":5})", R"({"a":5})"},
      Case{R"({"a":{"$slice":{"$numberDecimal":"2.9"}}})", R"({"a":[1,2,3]})", R"({"a":[1,2]})"},
      Case{R"({"a":{"$slice":[{"$numberDecimal":"-2"},{"$numberLong":"1"}]}})", R"({"a":[1,2,3]})",
           R"({"a":[2]})"},
      Case{R"({"a":{"$slice":{"$numberDecimal":"-Infinity"}}})", R"({"a":[1,2]})",
           R"({"a":[1,2]})"},
      Case{R"({"a":{"$slice":{"$numberDouble":"Infinity"}}})", R"({"a":[1,2]})", R"({"a":[1,2]})"},
      Case{R"({"a":{"$slice":1e300}})", R"({"a":[1,2]})", R"({"a":[1,2]})"},
      Case{R"({"a":{"$slice":{"$numberDouble":"NaN"}}})", R"({"a":[1,2]})", R"({"a":[]})"},
      Case{R"({"a":{"$slice":[{"$numberDecimal":"NaN"},1]}})", R"({"a":[1,2]})", R"({"a":[1]})"});
  check(one);
}

TEST_CASE("The expression $slice gives a part of any field, behind those that are included",
          "[read][projection]") {
  const Case one = GENERATE(
      Case{R"({"a":{"$slice":["$a",1]}})", R"({"_id":1,"a":[1,2],"b":3})", R"({"_id":1,"a":[1]})"},
      Case{R"({"c":{"$slice":["$a",-1]},"b":1})", R"({"_id":1,"a":[1,2],"b":3})",
           R"({"_id":1,"b":3,"c":[2]})"},
      Case{R"({"a":{"$slice":["$a",1,2]},"_id":0})", R"({"_id":1,"a":[1,2,3,4]})",
           R"({"a":[2,3]})"},
      Case{R"({"a":{"$slice":["$a.b",2]}})", R"({"a":[{"b":1},{"c":2},{"b":3},{"b":4}]})",
           R"({"a":[1,3]})"},
      Case{R"({"a":{"$slice":["$b.c",2]}})", R"({"a":[1]})", R"({"a":null})"},
      Case{R"({"a":{"$slice":["$a",2]}})", R"({"a":null})", R"({"a":null})"});
  check(one);
  const auto projection = Projection::parse(Value::parse(R"({"a":{"$slice":["$a",1]}})"));
  CHECK_THROWS_AS(projection.apply(Value::parse(R"({"a":5})")), InvalidInput);
}

TEST_CASE("A $slice goes through objects and arrays of objects, not through arrays in arrays",
          "[read][projection]") {
  const Case one = GENERATE(
      Case{R"({"a.b":{"$slice":1}})", R"({"a":[{"b":[1,2],"c":3},4,{"b":5},{}]})",
           R"({"a":[{"b":[1],"c":3},4,{"b":5},{}]})"},
      Case{R"({"a.b":{"$slice":1}})", R"({"a":[[{"b":[1,2]}],{"b":[3,4]}]})",
           R"({"a":[[{"b":[1,2]}],{"b":[3]}]})"},
      Case{R"({"a.b.c":{"$slice":1}})", R"({"a":[[{"b":{"c":[1,2]}}],{"b":[{"c":[3,4]}]}]})",
           R"({"a":[[{"b":{"c":[1,2]}}],{"b":[{"c":[3]}]}]})"},
      Case{R"({"a.b":{"$slice":1}})", R"({"a":{"b":[[1,2],[3,4]]}})", R"({"a":{"b":[[1,2]]}})"},
      Case{R"({"a.b":{"$slice":1}})", R"({"a":5,"b":[1,2]})", R"({"a":5,"b":[1,2]})"},
      Case{R"({"a.b":{"$slice":1},"d":1})", R"({"a":[[{"b":[1,2],"c":3}],{"b":[3,4]},5],"e":6})",
           R"({"a":[[{"b":[1,2]}],{"b":[3]}]})"},
      Case{R"({"a.b":{"$slice":1},"a.c":0})", R"({"a":[[{"b":[1,2],"c":3}],{"b":[3,4],"c":5}]})",
           R"({"a":[[{"b":[1,2]}],{"b":[3]}]})"});
  check(one);
}

TEST_CASE("An $elemMatch gives the first element that it finds", "[read][projection]") {
  const Case one = GENERATE(
      Case{R"({"a":{"$elemMatch":{"b":2}}})",
           R"({"_id":1,"a":[{"b":1},{"b":2},{"b":2,"c":3}],"d":4})", R"({"_id":1,"a":[{"b":2}]})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}}})", R"({"_id":1,"a":[1,2,3]})", R"({"_id":1,"a":[2]})"},
      Case{R"({"a":{"$elemMatch":{"$gt":5}}})", R"({"_id":1,"a":[1,2,3]})", R"({"_id":1})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}}})", R"({"_id":1,"a":2})", R"({"_id":1})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}},"b":1})", R"({"a":[2],"_id":1,"b":3})",
           R"({"_id":1,"b":3,"a":[2]})"},
      Case{R"({"b":{"$elemMatch":{"$gt":1}},"a":{"$elemMatch":{"$gt":1}},"_id":0})",
           R"({"_id":1,"a":[1,2],"b":[3,4]})", R"({"b":[3],"a":[2]})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}},"b":0})", R"({"a":[1,2],"b":3,"c":4})",
           R"({"a":[2],"c":4})"},
      Case{R"({"a":{"$elemMatch":{"$gt":5}},"b":0})", R"({"a":[1,2],"b":3,"c":4})", R"({"c":4})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}},"b":{"$slice":1}})", R"({"a":[1,2],"b":[3,4],"c":5})",
           R"({"a":[2],"b":[3],"c":5})"},
      Case{R"({"a":{"$elemMatch":{"$gt":1}},"b":{"$slice":1},"_id":1})",
           R"({"_id":1,"a":[1,2],"b":[3,4],"c":5})", R"({"_id":1,"b":[3],"a":[2]})"});
  check(one);
}

namespace {

struct Positional {
  const char* projection;
  const char* document;
  std::optional<std::size_t> position;
  const char* result;  // or
  int code;
};

}  // namespace

TEST_CASE("An $elemMatch finds as the call compares", "[read][projection]") {
  const auto terms = std::make_shared<const match::Terms>(
      match::Terms{.order = keys::comparison_under(Collation{.strength = 2})});
  const Document projection = Document::parse(R"({"_id":0,"a":{"$elemMatch":{"k":"ann"}}})");
  const Document document = Document::parse(R"({"a":[{"k":"bob"},{"k":"ANN"}]})");
  CHECK(read::Projection::parse(projection, terms).apply(document) ==
        Document::parse(R"({"a":[{"k":"ANN"}]})"));
  CHECK(read::Projection::parse(projection).apply(document) == Document::object());
}

TEST_CASE("A positional projection leaves one element of the first array on its path",
          "[read][projection]") {
  const Positional one = GENERATE(
      Positional{R"({"a.$":1})", R"({"_id":1,"a":[5,6,7],"b":2})", 1, R"({"_id":1,"a":[6]})", 0},
      Positional{R"({"a.$":1,"_id":0,"b":1})", R"({"_id":1,"a":[5,6],"b":[1,2]})", 0,
                 R"({"a":[5],"b":[1,2]})", 0},
      Positional{R"({"a.b.$":1})", R"({"a":[{"b":1,"c":2},{"b":3,"c":4}]})", 1,
                 R"({"a":[{"b":3}]})", 0},
      Positional{R"({"a.b.$":1})", R"({"a":[{"b":[1,2]},{"b":[3,4]}]})", 1,
                 R"({"a":[{"b":[3,4]}]})", 0},
      Positional{R"({"a.b.$":1})", R"({"a":{"b":[1,2],"c":3}})", 1, R"({"a":{"b":[2]}})", 0},
      Positional{R"({"a":{"b.$":1}})", R"({"a":{"b":[1,2],"c":3}})", 1, R"({"a":{"b":[2]}})", 0},
      Positional{R"({"a.b.c.$":1})", R"({"a":{"b":[{"c":[1,2]},{"d":3}]}})", 1,
                 R"({"a":{"b":[{}]}})", 0},
      Positional{R"({"a.b.$":1,"a.c":1})", R"({"a":[{"b":1,"c":2,"d":3},{"b":4,"c":5,"d":6}]})", 1,
                 R"({"a":[{"b":4,"c":5}]})", 0},
      Positional{R"({"a.$":1})", R"({"a":[[1,2],[3,4]]})", 1, R"({"a":[[3,4]]})", 0},
      Positional{R"({"a.$":1,"b":{"$slice":1}})", R"({"a":[5,6],"b":[7,8],"c":9})", 1,
                 R"({"a":[6],"b":[7]})", 0},
      Positional{R"({"a.b.$":1,"a.c":{"$slice":1}})", R"({"a":[{"b":1},{"b":2,"c":[3,4]}]})", 1,
                 R"({"a":[{"b":2,"c":[3]}]})", 0},
      // Without an array on its path it includes the path.
      Positional{R"({"a.$":1})", R"({"_id":1,"a":5,"b":2})", {}, R"({"_id":1,"a":5})", 0},
      Positional{R"({"a.$":1})", R"({"_id":1,"b":[2]})", 0, R"({"_id":1})", 0},
      Positional{R"({"a.b.$":1})", R"({"a":{"c":1}})", {}, R"({"a":{}})", 0},
      Positional{R"({"a.b.$":1})", R"({"a":{"b":{"c":[1]}}})", {}, R"({"a":{"b":{"c":[1]}}})", 0},
      Positional{R"({"a.$":1})", R"({"a":[5,6]})", {}, "", 51246},
      Positional{R"({"a.b.$":1})", R"({"a":[{"b":5}]})", {}, "", 51246},
      Positional{R"({"a.$":1})", R"({"a":[5,6]})", 2, "", 51247},
      Positional{R"({"a.$":1})", R"({"a":[]})", 0, "", 51247},
      // Elements that have no fields are dropped before.
      Positional{R"({"a.b.$":1})", R"({"a":[5,{"b":6}]})", 1, "", 51247});
  INFO(one.projection << " of " << one.document);
  const Projection projection = Projection::parse(Document::parse(one.projection));
  const Document document = Document::parse(one.document);
  CHECK(projection.is_positional());
  int code = 0;
  Document result;
  try {
    result = projection.apply(document, one.position);
  } catch (const InvalidInput& fault) {
    code = fault.code();
  }
  CHECK(code == one.code);
  if (one.code == 0) CHECK(result == Document::parse(one.result));
}

TEST_CASE("Only a projection with a positional '$' is positional", "[read][projection]") {
  CHECK_FALSE(Projection().is_positional());
  CHECK_FALSE(Projection::parse(Document::parse(R"({"a":1})")).is_positional());
}

TEST_CASE("A projection takes no longer for a field however many there are", "[read][projection]") {
  constexpr int count = 100'000;
  Document::object_t fields, ones;
  for (int i = 0; i < count; ++i) {
    fields.emplace_back("f" + std::to_string(i), i);
    ones.emplace_back("f" + std::to_string(i), 1);
  }
  const Document document(fields);
  const std::clock_t begin = std::clock();
  CHECK(Projection::parse({{"f7", 0}}).apply(document).size() == count - 1);
  CHECK(Projection::parse(Document(ones)).apply(document) == document);
  CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 10);  // 0.2 s; with a search for each, 40 s
}

}  // namespace read_projection_test
