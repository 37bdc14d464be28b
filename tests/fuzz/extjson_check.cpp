#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>

#include "extjson/reader.hpp"
#include "fuzz/checks.hpp"
#include "fuzz/require.hpp"

namespace fuzz {

using namespace profilestore;

void check_extended_json(std::string_view bytes) {
  extjson::Reader reader({"_id", "u"});
  const auto read = [&](std::string_view text) {
    std::string padded(text);
    padded.resize(text.size() + extjson::Reader::padding());
    return std::string(reader.read(std::string_view(padded).substr(0, text.size())).normal);
  };
  std::string normal;
  try {
    normal = read(bytes);
  } catch (const MalformedJson&) {
    bool refused = false;
    try {
      (void)ejson::parse(bytes);
    } catch (const MalformedJson&) {
      refused = true;
    }
    require(refused, "what one reader refuses the other refuses");
    return;
  }
  require(read(normal) == normal, "a normal form is that of itself");
  const Document document = ejson::parse(bytes);
  require(extjson::parse(bytes, extjson::Syntax::exported) == document,
          "what is Extended JSON is read as that");
  require(document.dump() == normal, "both readers give one normal form");
  require(ejson::parse(ejson::canonical(document)).dump() == normal,
          "canonical text says the same");
  const std::string text = ejson::relaxed(document);
  require(ejson::relaxed(ejson::parse(text)) == text,
          "relaxed text says the same, but for types of numbers");
}

}  // namespace fuzz
