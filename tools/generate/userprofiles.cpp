// The first incident: a page that finds by e-mail and else creates, called by two tabs at once, in
// a collection without a unique index. Its users came from three generations of sign-up, so
// `userId` is an ObjectId, a string or a number.
#include <algorithm>

#include "generate.hpp"
#include "words.hpp"

namespace profilestore::generate {
namespace {

constexpr std::int64_t first_day = 1'672'531'200;  // 2023-01-01, in seconds
constexpr std::int64_t a_day = 86'400;

enum class UserIdType { id, text, int32, int64, real, null, missing };

/// A person: all that their profiles have in common.
struct User {
  UserIdType type = UserIdType::id;
  Id id{};
  std::string text;
  std::int64_t number = 0;
  std::string email, name;
};

struct Moment {
  std::int64_t seconds = 0;
  std::int64_t millisecond = 0;
  std::int64_t value() const { return seconds * 1000 + millisecond; }
};

class Maker {
 public:
  explicit Maker(const Options& options)
      : random_(options.seed),
        writer_(options.flavour),
        processes_{Process(random_), Process(random_)} {}

  std::vector<Line> make(std::size_t count) {
    set_pieces();
    while (lines_.size() < count) {
      const User next = user(any_type());
      const bool raced = random_.percent(8);
      group(next, raced ? 2 + random_.below(4) : 1);
    }
    lines_.resize(count);
    std::sort(lines_.begin(), lines_.end(),
              [](const Line& a, const Line& b) { return a.candidate->id < b.candidate->id; });
    return std::move(lines_);
  }

 private:
  /// What every fixture of this kind shows, however short.
  void set_pieces() {
    group(user(UserIdType::id), 5);
    group(user(UserIdType::text), 2);
    User numbered = user(UserIdType::int32);
    for (const auto type : {UserIdType::int32, UserIdType::int64, UserIdType::real}) {
      numbered.type = type;  // 1, Int64 1 and 1.0 are one user
      group(numbered, 1);
    }
    User spelled = user(UserIdType::text);
    spelled.text = std::to_string(numbered.number);  // "1" is another
    group(spelled, 1);
    group(user(UserIdType::null), 1);
    group(user(UserIdType::missing), 1);
  }

  UserIdType any_type() {
    const auto drawn = random_.below(100);
    if (drawn < 78) return UserIdType::id;
    if (drawn < 86) return UserIdType::text;
    if (drawn < 91) return UserIdType::int32;
    if (drawn < 96) return UserIdType::int64;
    return drawn < 98 ? UserIdType::null : UserIdType::missing;
  }

  User user(UserIdType type) {
    User user;
    user.type = type;
    const auto serial = ++users_;
    user.id = processes_[0].make_id(first_day - random_.between(1, 900 * a_day));
    user.text = "auth0|" + to_hex(user.id).substr(4, 16);
    // Those who signed up on paper have small numbers; the next system's are longer than 32 bits.
    user.number = type == UserIdType::int64 ? 7'000'000'000 + serial : serial;
    user.name = random_.pick(first_names);
    (user.name += ' ') += random_.pick(last_names);
    user.email = "user" + std::to_string(serial) + "@example.org";
    return user;
  }

  /// `size` profiles of one user, created seconds apart as the race did.
  void group(const User& user, std::size_t size) {
    Moment moment{first_day + random_.between(0, 500 * a_day), random_.between(0, 999)};
    for (std::size_t i = 0; i < size; ++i) {
      auto& process = processes_[random_.below(2)];
      document(user, process.make_id(moment.seconds), moment);
      moment.seconds += random_.between(0, 3);
      moment.millisecond = random_.between(0, 999);
    }
  }

  void document(const User& user, const Id& id, Moment created) {
    Candidate candidate{.key = {}, .filled = 0, .updated = {}, .id = id};
    writer_.begin();
    writer_.id("_id", id);
    candidate.key = write_user_id(user);
    writer_.text("email", user.email);
    writer_.text("displayName", user.name);
    if (random_.percent(40)) writer_.boolean("onboardingCompleted", random_.percent(60));
    write_optional_fields();
    writer_.date("createdAt", created.value());
    if (!random_.percent(6)) {
      const bool touched = random_.percent(50);
      candidate.updated = created.value() + (touched ? random_.between(1, 90 * a_day) * 1000 : 0);
      writer_.date("updatedAt", *candidate.updated);
    }
    writer_.int32("__v", 0);
    writer_.end();
    candidate.filled = writer_.filled();
    lines_.push_back({writer_.take(), std::move(candidate)});
  }

  std::string write_user_id(const User& user) {
    switch (user.type) {
      case UserIdType::id:
        writer_.id("userId", user.id);
        return key_of(user.id);
      case UserIdType::text:
        writer_.text("userId", user.text);
        return key_of(user.text);
      case UserIdType::int32:
        writer_.int32("userId", static_cast<std::int32_t>(user.number));
        break;
      case UserIdType::int64:
        writer_.int64("userId", user.number);
        break;
      case UserIdType::real:
        writer_.real("userId", user.number * 100);
        break;
      case UserIdType::null:
        writer_.null("userId");
        return {};
      case UserIdType::missing:
        return {};
    }
    return key_of_number(user.number * 100);
  }

  void write_optional_fields() {
    const auto bio = random_.below(5);
    if (bio == 0) writer_.null("bio");
    if (bio == 1) writer_.text("bio", "");
    if (bio > 2) writer_.text("bio", random_.pick(sentences));
    writer_.open("preferences");
    if (random_.percent(85)) {
      writer_.text("theme", random_.pick(themes));
      writer_.text("language", random_.pick(languages));
      writer_.open("notifications");
      writer_.boolean("email", random_.percent(70));
      if (random_.percent(50)) writer_.boolean("push", random_.percent(30));
      writer_.close();
    }
    writer_.close();
    if (random_.percent(30)) {  // most of them before 1970, which relaxed JSON writes as a number
      writer_.date("birthDate", random_.between(-9000, 3000) * a_day * 1000);
    }
    writer_.open_array("interests");
    for (auto i = random_.below(4); i > 0; --i) writer_.text({}, random_.pick(topics));
    writer_.close_array();
  }

  Random random_;
  Writer writer_;
  std::array<Process, 2> processes_;
  std::int64_t users_ = 0;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> userprofiles(const Options& options) {
  return Maker(options).make(options.count != 0 ? options.count : 800);
}

}  // namespace profilestore::generate
