#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <profilestore/profilestore.hpp>
#include <set>
#include <string>

#include "faults/soak.hpp"
#include "fuzz/checks.hpp"
#include "fuzz/require.hpp"

namespace fuzz {
namespace {

using namespace profilestore;
using namespace std::chrono_literals;

struct Pristine {
  soak::Folder folder;
  std::string bytes;
  std::set<std::string> documents;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const Pristine& pristine() {
  static const Pristine* const made = [] {
    auto* const one = new Pristine;  // forks and signals find it whole
    {
      Store store = Store::open(one->folder / "p.db", {.durability = Durability::relaxed});
      Collection people = store.collection("people", {.indexes = {UniqueIndex{"userId"}}});
      people.create_index(Index{.paths = {"tags"}});
      for (int i = 0; i < 30; ++i)
        people.insert_one({{"_id", i},
                           {"userId", "u" + std::to_string(i)},
                           {"tags", {"a", "b"}},
                           {"text", std::string(static_cast<std::size_t>(i * 40), 'x')}});
      for (const Document& document : people.find({})) one->documents.insert(document.dump());
    }
    one->bytes = read(one->folder / "p.db");
    return one;
  }();
  return *made;
}

/// Takes numbers from the input, and zeros behind its end.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}
  bool ended() const { return rest_.empty(); }
  std::size_t next(std::size_t size = 1) {
    std::size_t number = 0;
    for (; size > 0; --size) {
      number = number << 8 | (rest_.empty() ? 0 : static_cast<unsigned char>(rest_.front()));
      if (!rest_.empty()) rest_.remove_prefix(1);
    }
    return number;
  }

 private:
  std::string_view rest_;
};

void damage(std::string& bytes, Input& input) {
  for (std::size_t count = input.next() % 16; count > 0; --count) {
    const std::size_t at = input.next(3) % bytes.size(), how = input.next();
    if (how < 200)
      bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + how));
    else if (how < 230)
      bytes.replace(at, std::min(bytes.size() - at, how),
                    std::string(std::min(bytes.size() - at, how), '\0'));
    else if (how < 250)
      bytes.replace(at, 0, "").resize(std::max<std::size_t>(at, 512));
    else
      std::copy_n(bytes.begin(), std::min<std::size_t>(100, bytes.size() - at),
                  bytes.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

void do_one(Store& store, Collection& people, std::size_t what, int number,
            std::set<std::string>& written) {
  const Document made{{"_id", 1000 + number}, {"userId", std::to_string(number)}, {"tags", {"b"}}};
  switch (what % 8) {
    case 0:
      people.insert_one(made);
      written.insert(made.dump());
      break;
    case 1:
      people.delete_one({{"userId", "u3"}});
      break;
    case 2:
      for (const Document& one : people.find({{"tags", "a"}}))
        require(written.contains(one.dump()), "a document that is read is one that was written");
      break;
    case 3:
      (void)store.check();
      break;
    case 4:
      (void)store.repair();
      break;
    case 5:
      (void)people.count({{"userId", "u5"}});
      break;
    case 6:
      (void)store.stats();
      break;
    default:
      for (const Document& one : people.find({}, {.sort = {{"userId", -1}}}))
        require(written.contains(one.dump()), "a document that is read is one that was written");
  }
}

}  // namespace

void check_database(std::string_view bytes) {
  Input input(bytes);
  std::string file = pristine().bytes;
  damage(file, input);
  const auto place = pristine().folder / "damaged.db";
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    std::filesystem::remove(place.string() + suffix);
  std::ofstream(place, std::ios::binary) << file;
  std::set<std::string> written = pristine().documents;
  try {
    Store store = Store::open(place, {.durability = Durability::relaxed, .deadline = 100ms});
    Collection people = store.collection("people");
    for (int number = 0; number < 6; ++number) {
      try {
        do_one(store, people, input.next(), number, written);
      } catch (const Error& refusal) {
        require(*refusal.what() != '\0', "a refusal has a reason");
      }
    }
  } catch (const Error& refusal) {
    require(*refusal.what() != '\0', "a refusal has a reason");
  }
}

}  // namespace fuzz
