#include "arguments/comparing.hpp"

namespace profilestore::cli {

void add_comparing(CLI::App& app, Comparing& comparing) {
  app.add_option("--collation", comparing.collation,
                 "MongoDB collation: how strings are compared.\n"
                 "{\"locale\": \"en\", \"strength\": 2} ignores case")
      ->type_name("JSON");
  app.add_option("--hint", comparing.hint,
                 "Index to search by. At its paths, equality is as\n"
                 "it has it: if it has a collation that ignores\n"
                 "case, ANA@X.ORG finds ana@x.org")
      ->check([](const std::string& text) -> std::string {
        return text.empty() ? "must name an index" : "";
      })
      ->type_name("NAME");
}

}  // namespace profilestore::cli
