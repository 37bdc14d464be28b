// Memory that is not a file's, of processes that do one thing each: RssAnon and RssShmem, which has
// neither the mapped source of an import nor SQLite's shared index of the log.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"
#include "bench/rows/alone.hpp"
#include "bench/rows/exports.hpp"

namespace bench {
namespace {

constexpr double mebibyte = 1024 * 1024;

/// Of this process, now, in bytes.
double anonymous_memory() {
  std::ifstream status("/proc/self/status");
  double kibibytes = 0, all = 0;
  for (std::string word; status >> word;)
    if ((word == "RssAnon:" || word == "RssShmem:") && status >> kibibytes) all += kibibytes;
  if (all == 0) throw std::runtime_error("/proc/self/status does not tell memory");
  return all * 1024;
}

/// The most that this process had while `work` ran.
double peak_of(const std::function<void()>& work) {
  std::atomic<bool> over = false;
  double peak = anonymous_memory();
  std::thread looking([&] {
    while (!over) {
      peak = std::max(peak, anonymous_memory());
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  });
  try {
    work();
  } catch (...) {
    over = true;
    looking.join();
    throw;
  }
  over = true;
  looking.join();
  return peak;
}

void read_some(const Store& store, int count) {
  const Collection profiles = Store(store).collection(collection_name);
  Numbers any(count);
  for (int i = 0; i < 1000; ++i) (void)profiles.find_one({{"userId", user_id(any())}});
}

void scan(const Store& store) {
  std::size_t fields = 0;
  for (const Document& each : Store(store).collection(collection_name).find(Document::object()))
    fields += each.size();
  if (fields == 0) throw std::runtime_error("the store is empty");
}

void upsert_some(Collection profiles, int count, int upserts) {
  Numbers any(count);
  for (int i = 0; i < upserts; ++i)
    profiles.update_one({{"userId", user_id(any())}}, {{"$set", {{"logins", i}}}},
                        {.upsert = true});
}

/// Runs this program again, `--alone WHAT FILE NUMBER`, and returns the two figures that it prints.
std::pair<double, double> alone(const std::string& what, const std::filesystem::path& file,
                                int number) {
  const std::string command =
      fmt::format("{} --folder {} --alone {} {} {}", quoted(settings().program),
                  quoted(settings().folder), what, quoted(file), number);
  std::FILE* said = ::popen(command.c_str(), "r");
  double first = 0, second = 0;
  const int read = said == nullptr ? 0 : std::fscanf(said, "%lf %lf", &first, &second);
  if (said == nullptr || ::pclose(said) != 0 || read != 2)
    throw std::runtime_error("failed: " + command);
  return {first, second};
}

void add_row(const std::string& what, Mark mark, double ours, double floor) {
  const auto text = [](double bytes) { return number_text(bytes / mebibyte) + " MiB"; };
  rows().push_back({what, mark, {ours / floor}, {}, text(ours), text(floor)});
}

void stores(const Answer&) {
  const auto& [store, raw, count] = keyed();
  const std::pair<const char*, const char*> all[] = {
      {"open", "an open store"}, {"read", "1,000 reads by key"}, {"scan", "a cursor over all"}};
  for (const auto& [what, said] : all) {
    const auto [floor, ours] = alone(what, store, count);
    add_row(fmt::format("memory: {}, beside the program alone", said), {}, ours, floor);
  }
}

/// PERFORMANCE's bound: 64 MiB and 100 bytes for each distinct key.
void of_import(int documents) {
  const auto [peak, keys] = alone("import", bulk_export(documents), documents);
  add_row(
      fmt::format("memory: an import of {}, beside 64 MiB + 100 B a key", number_text(documents)),
      at_most(1), peak, 64 * mebibyte + 100 * keys);
}

void of_upserts(const Answer&) {
  const int upserts = settings().memory_upserts;
  const auto [early, late] = alone("upserts", keyed().store, upserts);
  add_row(fmt::format("memory: after {} upserts, beside half of them", number_text(upserts)),
          at_most(1.1), late, early);
}

}  // namespace

int run_alone(const std::string& what, const std::filesystem::path& file, int number) {
  const double before = anonymous_memory();
  if (what == "import") {
    const auto store = settings().folder / "alone.db";
    profilestore::ImportReport report;
    const double peak = peak_of([&] {
      report = profilestore::import_files(
          store, {file},
          {.collection = collection_name, .unique = {profilestore::Paths{"userId"}}});
    });
    remove_store(store);
    fmt::print("{} {}\n", peak, report.ledger.inserted);
    return 0;
  }
  const Store store = Store::open(file, {.durability = Durability::relaxed});
  if (what == "open") {
    fmt::print("{} {}\n", before, anonymous_memory());
  } else if (what == "read") {
    read_some(store, number);
    fmt::print("{} {}\n", before, anonymous_memory());
  } else if (what == "scan") {
    const double peak = peak_of([&] { scan(store); });
    fmt::print("{} {}\n", before, peak);
  } else if (what == "upserts") {
    const Collection profiles = Store(store).collection(collection_name);
    const int count = static_cast<int>(profiles.estimated_document_count());
    upsert_some(profiles, count, number / 2);
    const double early = anonymous_memory();
    upsert_some(profiles, count, number - number / 2);
    fmt::print("{} {}\n", early, anonymous_memory());
  } else {
    throw std::runtime_error("nothing to do alone: " + what);
  }
  return 0;
}

void add_memory() {
  measure("memory/stores", stores);
  for (const int documents : settings().memory_documents)
    measure(fmt::format("memory/import/{}", documents),
            [documents](const Answer&) { of_import(documents); });
  measure("memory/upserts", of_upserts);
}

}  // namespace bench
