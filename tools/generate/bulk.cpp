// Many documents of about 1 KB, a quarter of them duplicates, for measuring.
//
// Each document is a function of the seed and its slot, so that any order can be written without
// keeping the documents: only the order of the slots is in memory, 4 bytes a document.
#include <numeric>

#include "generate.hpp"
#include "words.hpp"

namespace profilestore::generate {
namespace {

constexpr std::int64_t first_second = 1'577'836'800;  // 2020-01-01
constexpr std::int64_t four_years = 4 * 365 * 86'400;
constexpr std::size_t chunk = std::size_t{1} << 20;

/// An ObjectId whose last bytes are `number`: never twice the same.
Id numbered_id(std::int64_t seconds, std::uint8_t kind, std::uint64_t number) {
  Id id{};
  put(id, 0, 4, static_cast<std::uint64_t>(seconds));
  id[4] = kind;
  put(id, 5, 7, number);
  return id;
}

struct Owner {
  std::uint64_t number = 0;
  std::int64_t created = 0;  // seconds
  Id id{};
  std::string_view first, last;
};

Owner owner(std::uint64_t seed, std::uint64_t number) {
  Random random(seed ^ 0x75736572, number);
  Owner owner;
  owner.number = number;
  owner.created = first_second + random.between(0, four_years);
  owner.id = numbered_id(owner.created - random.between(0, 86'400), 0x0f, number);
  owner.first = random.pick(first_names);
  owner.last = random.pick(last_names);
  return owner;
}

void write_account(Writer& writer, Random& random, const Owner& owner) {
  const auto number = std::to_string(owner.number);
  std::string name(owner.first);
  (name += ' ') += owner.last;
  writer.text("email", "creator" + number + "@mail.example.org");
  writer.text("handle", "creator_" + number);
  writer.text("displayName", name);
  std::string bio(random.pick(sentences));
  for (int i = 0; i < 3; ++i) (bio += ' ') += random.pick(sentences);
  writer.text("bio", random.percent(90) ? std::string_view(bio) : std::string_view());
  writer.text("plan", random.percent(80) ? "free" : "professional");
  writer.boolean("verified", random.percent(15));
  writer.int32("age", static_cast<std::int32_t>(random.between(16, 90)));
  writer.real("rating", random.between(0, 500));
  writer.int64("followers", random.between(0, 9'000'000'000 >> 2));
  if (random.percent(20)) {
    writer.null("phone");
  } else {
    writer.text("phone", "+351 21 555 " + std::to_string(random.between(1000, 9999)));
  }
}

void write_sections(Writer& writer, Random& random) {
  const auto place = random.below(cities.size());
  writer.open("address");
  writer.text("street", "Rua das Flores " + std::to_string(random.between(1, 300)));
  writer.text("city", cities[place]);
  writer.text("country", countries[place]);
  writer.close();
  writer.open("preferences");
  writer.text("theme", random.pick(themes));
  writer.text("language", random.pick(languages));
  writer.open("notifications");
  writer.boolean("email", random.percent(70));
  writer.boolean("push", random.percent(30));
  writer.close();
  writer.close();
  writer.open_array("topics");
  for (auto i = random.below(5); i > 0; --i) writer.text({}, random.pick(topics));
  writer.close_array();
  writer.open_array("gallery");
  for (auto i = random.between(1, 2); i > 0; --i) {
    writer.open({});
    writer.text("url", "https://cdn.example.org/g/" + std::to_string(random.next()) + ".jpg");
    writer.text("caption", random.pick(topics));
    writer.int32("likes", static_cast<std::int32_t>(random.below(50'000)));
    writer.close();
  }
  writer.close_array();
}

/// Appends the document of `slot`. The slots from `owners` on are duplicates of some owner's.
Candidate document(Writer& writer, std::uint64_t seed, std::uint64_t slot, std::uint64_t owners) {
  Random random(seed, slot);
  const bool duplicate = slot >= owners;
  const Owner user = owner(seed, duplicate ? random.below(owners) : slot);
  const auto created = user.created + (duplicate ? random.between(0, 9) : 0);
  const auto created_ms = created * 1000 + random.between(0, 999);
  const auto updated = created_ms + random.between(0, 300LL * 86'400) * 1000;
  const auto id = numbered_id(created, static_cast<std::uint8_t>(0x20 + random.below(4)), slot);

  writer.begin();
  writer.id("_id", id);
  writer.id("userId", user.id);
  write_account(writer, random, user);
  write_sections(writer, random);
  writer.date("lastLoginAt", updated - random.between(0, 86'400'000));
  writer.date("createdAt", created_ms);
  writer.date("updatedAt", updated);
  writer.int32("__v", static_cast<std::int32_t>(random.below(20)));
  writer.end();
  return {.key = key_of(user.id), .filled = writer.filled(), .updated = updated, .id = id};
}

}  // namespace

bool bulk(const Options& options, std::FILE* out, Expectation* expectation) {
  const std::size_t owners = options.count - options.count / 4;
  std::vector<std::uint32_t> order(options.count);
  std::iota(order.begin(), order.end(), 0U);
  Random(options.seed).shuffle(order, order.size());
  if (options.shuffle) Random(*options.shuffle).shuffle(order, order.size());

  Writer writer(options.flavour);
  std::string& text = writer.text_so_far();
  text.reserve(chunk + (chunk >> 3));
  if (options.array) text += '[';
  bool first = true;
  for (const auto slot : order) {
    if (!std::exchange(first, false)) text += options.array ? ',' : '\n';
    Candidate candidate = document(writer, options.seed, slot, owners);
    if (expectation != nullptr) expectation->add(std::move(candidate));
    if (text.size() < chunk) continue;
    if (std::fwrite(text.data(), 1, text.size(), out) != text.size()) return false;
    text.clear();
  }
  if (options.array) text += ']';
  text += '\n';
  return std::fwrite(text.data(), 1, text.size(), out) == text.size();
}

}  // namespace profilestore::generate
