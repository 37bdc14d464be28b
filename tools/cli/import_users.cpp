#include "import_users.hpp"

#include <fmt/format.h>

#include "output.hpp"

namespace profilestore::cli {

void add_users(CLI::App& app, UserLookup& users) {
  auto* file = app.add_option("--users", users.file,
                              "An export of users, to look up whose a document\n"
                              "is that names nobody; if just one fits it is\n"
                              "given to them, else quarantined")
                   ->type_name("FILE");
  app.add_option("--users-key", users.key,
                 "How: PROFILE=USER:TARGET=FROM. Whose USER says\n"
                 "what the document's PROFILE says gives it their\n"
                 "FROM as TARGET (default: email=email:userId=_id)")
      ->needs(file)
      ->type_name("KEY");
  app.add_option("--users-type", users.type, "The users are of this type, as --type")
      ->needs(file)
      ->check(CLI::IsMember({"csv", "tsv"}))
      ->type_name("");
}

void add_users(const ImportReport& report, Value& json) {
  if (report.users.empty()) return;
  Value sources = Value::array();
  for (const SourceReport& source : report.users)
    sources.push_back({{"name", source.name},
                       {"format", source.format},
                       {"bytes", source.bytes},
                       {"sha256", source.sha256}});
  json["users"] = {{"sources", sources},
                   {"useless", report.useless_users},
                   {"adopted", report.adoptions.adopted},
                   {"nobodys", report.adoptions.nobodys},
                   {"ambiguous", report.adoptions.ambiguous},
                   {"unknown", report.adoptions.unknown}};
}

std::string text_of_users(const ImportReport& report) {
  std::string text;
  for (const SourceReport& source : report.users)
    text += fmt::format("users of {}: {}, {}\n  sha256 {}\n", source.name, source.format,
                        counted(static_cast<std::int64_t>(source.bytes), "byte"), source.sha256);
  if (text.empty()) return text;
  if (report.useless_users > 0)
    text += fmt::format("  {} can be nobody's: broken, or without a field of the key\n",
                        counted(report.useless_users, "document"));
  const Adoptions& all = report.adoptions;
  return text + fmt::format(
                    "  of those that named nobody: adopted {}, fits no user {}, fits several {}, "
                    "nothing to look up by {}",
                    grouped(all.adopted), grouped(all.nobodys), grouped(all.ambiguous),
                    grouped(all.unknown));
}

}  // namespace profilestore::cli
