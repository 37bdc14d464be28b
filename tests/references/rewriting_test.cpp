#include "references/rewriting.hpp"

#include <fmt/format.h>

#include <profilestore/document.hpp>

#include "catch.hpp"
#include "document/path.hpp"
#include "references/spelling.hpp"

namespace references_rewriting_test {

using namespace profilestore;
using references::Answer;
using references::Findings;
using references::Rewriting;
using references::Standing;

namespace {

std::string hex(char last) { return "5f00000000000000000000a" + std::string(1, last); }
Value oid(char last) { return {{"$oid", hex(last)}}; }

// Of people: a lives; b, 2 and "bo" gave way to a, 1 and "al"; c gave way to one that is gone; d
// gave way to 1; e, which gave way to a, is a shop's _id as well.
Answer who(const Value& id) {
  if (id == oid('a') || id == 1 || id == "al") return {Standing::living};
  if (id == oid('b')) return {Standing::survived, oid('a')};
  if (id == 2) return {Standing::survived, 1};
  if (id == "bo") return {Standing::survived, "al"};
  if (id == oid('c')) return {Standing::gone};
  if (id == oid('d')) return {Standing::survived, 1};
  if (id == oid('e')) return {Standing::survived, oid('a'), "shops"};
  if (id == Value{{"shop", 1}, {"no", 2}})
    return {Standing::survived, Value{{"shop", 1}, {"no", 1}}};
  return {Standing::nobody};
}

// A, B, … of a text are ObjectIds, 'A' their texts: {"x":A} and {"x":'B'}.
std::string spelled(const std::string& shape) {
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '\'') {
      text += '"' + hex(static_cast<char>(shape[i + 1] - 'A' + 'a')) + '"';
      i += 2;
    } else if (shape[i] >= 'A' && shape[i] <= 'F') {
      text += oid(static_cast<char>(shape[i] - 'A' + 'a')).dump();
    } else {
      text += shape[i];
    }
  }
  return text;
}

// "path: value → rewritten", "path: value lives", "path: value nobody"; and "path twice".
std::string told(const Findings& findings) {
  std::string text;
  for (const references::Found& found : findings.found)
    text += fmt::format("{}{} {}{}{}", text.empty() ? "" : ", ", found.path,
                        found.left        ? name_of(*found.left)
                        : found.rewritten ? "rewritten"
                                          : "living",
                        found.elsewhere.empty() ? "" : " ", found.elsewhere);
  for (const std::string& path : findings.repeated) text += ", " + path + " repeated";
  return text;
}

struct Case {
  const char *before, *after, *told;
};

void check(const Case& one, const std::vector<document::Path>& paths) {
  INFO(one.before);
  const Rewriting rewriting("people", who);
  Document document = ejson::parse(spelled(one.before));
  std::vector<std::int64_t> met(paths.size());
  const Findings findings =
      paths.empty() ? rewriting.everywhere(document) : rewriting.at(paths, document, met);
  CHECK(told(findings) == one.told);
  CHECK(document == ejson::parse(spelled(one.after)));
  CHECK(findings.changed == (std::string(one.before) != one.after));
}

}  // namespace

TEST_CASE("references are found by themselves where no value stands by chance", "[references]") {
  const Case cases[] = {
      {R"({"by":B})", R"({"by":A})", "by rewritten"},
      {R"({"by":A})", R"({"by":A})", "by living"},
      {R"({"by":F})", R"({"by":F})", "by nobody"},
      {R"({"by":C})", R"({"by":C})", "by gone"},
      {R"({"by":'B'})", R"({"by":'A'})", "by rewritten"},
      {R"({"by":'A'})", R"({"by":'A'})", "by living"},
      {R"({"by":'D'})", R"({"by":'D'})", "by noText"},
      {R"({"by":D})", R"({"by":1})", "by rewritten"},
      {R"({"by":E})", R"({"by":E})", "by elsewhere shops"},
      {R"({"quantity":2,"name":"bo","on":true,"none":null})",
       R"({"quantity":2,"name":"bo","on":true,"none":null})", ""},
      {R"({"a":{"b":{"c":B}}})", R"({"a":{"b":{"c":A}}})", "a.b.c rewritten"},
      {R"({"a":[{"who":B},{"who":{"is":A}},[B]]})", R"({"a":[{"who":A},{"who":{"is":A}},[A]]})",
       "a.who rewritten, a.who.is living, a rewritten"},
      {R"({"a":[A,B,F]})", R"({"a":[A,A,F]})", "a living, a rewritten, a nobody, a repeated"},
      {R"({"a":[A,A],"b":[B]})", R"({"a":[A,A],"b":[A]})", "a living, a living, b rewritten"},
      {R"({"a":[{"who":B},{"who":A}],"b":[{"x":B},{"y":A}]})",
       R"({"a":[{"who":A},{"who":A}],"b":[{"x":A},{"y":A}]})",
       "a.who rewritten, a.who living, b.x rewritten, b.y living, a.who repeated"},
      {R"({"_id":B,"by":B})", R"({"_id":B,"by":A})", "_id inId, by rewritten"},
      {R"({"_id":{"who":B,"n":2}})", R"({"_id":{"who":B,"n":2}})", "_id.who inId"},
      {R"({"_id":E})", R"({"_id":E})", "_id inId"},
      {R"({"a":{"_id":B}})", R"({"a":{"_id":A}})", "a._id rewritten"},
      {R"({"":{"_id":B}})", R"({"":{"_id":A}})", "_id rewritten"},
      {R"({"seen":{'B':{"x":B}}})", R"({"seen":{'B':{"x":A}}})",
       "seen.* inName, seen.*.x rewritten"},
      {R"({"seen":{'F':1}})", R"({"seen":{'F':1}})", ""},
      {R"({"u":{"$binary":{"base64":"ZnJvbQ==","subType":"00"}}})",
       R"({"u":{"$binary":{"base64":"ZnJvbQ==","subType":"00"}}})", "u nobody"}};
  for (const Case& one : cases) check(one, {});
}

TEST_CASE("a DBRef says itself to which collection it refers", "[references]") {
  const Case cases[] = {
      {R"({"by":{"$ref":"people","$id":B}})", R"({"by":{"$ref":"people","$id":A}})",
       "by.$id rewritten"},
      {R"({"by":{"$ref":"people","$id":2,"$db":"app"}})",
       R"({"by":{"$ref":"people","$id":1,"$db":"app"}})", "by.$id rewritten"},
      {R"({"by":{"$ref":"people","$id":"bo"}})", R"({"by":{"$ref":"people","$id":"al"}})",
       "by.$id rewritten"},
      {R"({"by":{"$ref":"people","$id":E}})", R"({"by":{"$ref":"people","$id":A}})",
       "by.$id rewritten"},
      {R"({"by":{"$ref":"people","$id":7}})", R"({"by":{"$ref":"people","$id":7}})",
       "by.$id nobody"},
      {R"({"by":{"$ref":"shops","$id":B}})", R"({"by":{"$ref":"shops","$id":B}})", ""},
      {R"({"by":[{"$ref":"people","$id":B},{"$ref":"people","$id":A}]})",
       R"({"by":[{"$ref":"people","$id":A},{"$ref":"people","$id":A}]})",
       "by.$id rewritten, by.$id living, by.$id repeated"}};
  for (const Case& one : cases) check(one, {});
}

TEST_CASE("where a path is named, a value of any type is a reference", "[references]") {
  const Case cases[] = {
      {R"({"by":2,"n":2})", R"({"by":1,"n":2})", "by rewritten"},
      {R"({"by":"bo"})", R"({"by":"al"})", "by rewritten"},
      {R"({"by":{"shop":1,"no":2}})", R"({"by":{"shop":1,"no":1}})", "by rewritten"},
      {R"({"by":{"id":B,"n":2}})", R"({"by":{"id":A,"n":2}})", "by.id rewritten"},
      {R"({"by":{"id":2}})", R"({"by":{"id":2}})", "by nobody"},
      {R"({"by":[2,[2],null,"x"]})", R"({"by":[1,[1],null,"x"]})",
       "by rewritten, by rewritten, by nobody"},
      {R"({"by":[1,2]})", R"({"by":[1,1]})", "by living, by rewritten, by repeated"},
      {R"({"by":E})", R"({"by":A})", "by rewritten"},
      {R"({"by":'B'})", R"({"by":'A'})", "by rewritten"},
      {R"({"by":null,"x":B})", R"({"by":null,"x":B})", ""},
      {R"({"by":{"$ref":"shops","$id":2}})", R"({"by":{"$ref":"shops","$id":2}})", ""},
      {R"({"x":1})", R"({"x":1})", ""}};
  for (const Case& one : cases) check(one, {document::Path("by")});

  const Case nested[] = {{R"({"a":[{"who":2},{"who":[2]},3]})",
                          R"({"a":[{"who":1},{"who":[1]},3]})", "a.who rewritten, a.who rewritten"},
                         {R"({"a":{"who":2}})", R"({"a":{"who":1}})", "a.who rewritten"},
                         {R"({"a":{"$ref":"shops","$id":2,"who":2}})",
                          R"({"a":{"$ref":"shops","$id":2,"who":2}})", ""}};
  for (const Case& one : nested) check(one, {document::Path("a.who")});
  check({R"({"a":[2,{"1":2}]})", R"({"a":[2,{"1":2}]})", "a nobody"}, {document::Path("a.1")});
  check({R"({"a":[2,2]})", R"({"a":[2,1]})", "a rewritten"}, {document::Path("a.1")});
}

TEST_CASE("the _id of a document of the collection itself is no reference", "[references]") {
  const Rewriting rewriting("people", who);
  for (const auto& [text, expected] :
       {std::pair{R"({"_id":A,"by":B})", "by rewritten"},
        std::pair{R"({"_id":{"of":A},"by":A})", "_id.of living, by living"}}) {
    Document document = ejson::parse(spelled(text));
    CHECK(told(rewriting.everywhere(document, true)) == expected);
  }
}

TEST_CASE("a path counts as met where it has a value", "[references]") {
  const Rewriting rewriting("people", who);
  const std::vector<document::Path> paths{document::Path("by"), document::Path("a.b")};
  std::vector<std::int64_t> met(2);
  for (const char* text : {R"({"by":null})", R"({"a":[{"b":1},{}]})", R"({"a":{"c":1}})"}) {
    Document document = ejson::parse(text);
    rewriting.at(paths, document, met);
  }
  CHECK(met == std::vector<std::int64_t>{1, 1});
}

TEST_CASE("the text of an ObjectId keeps its case", "[references]") {
  CHECK(references::as_text_like(hex('b'), oid('a')) == Value(hex('a')));
  CHECK(references::as_text_like("5F00000000000000000000AB", oid('a')) ==
        Value("5F00000000000000000000AA"));
  CHECK(references::as_text_like("5f00000000000000000000Ab", oid('a')) == Value(hex('a')));
  CHECK(references::as_text_like(hex('b'), Value("al")) == Value("al"));
  CHECK_FALSE(references::as_text_like(hex('b'), Value(1)));
}

}  // namespace references_rewriting_test
