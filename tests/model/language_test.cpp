// Random calls of a collection and of a list of documents: see model/game.hpp.
#include "model/game.hpp"
#include "store/seed.hpp"

namespace model_language_test {

using namespace profilestore;
namespace {

constexpr int calls = 25'000;  // of each part; the parts run side by side

/// Games from a seed of its own, until all calls of the part are played.
void play_part(int part) {
  const auto seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  temporary::Store store;
  store.collection("c").insert_one({{"_id", -1}});
  store.collection("c").delete_many({});
  int played = 0, answered = 0;
  while (played < calls) {
    store.collection("c").delete_many({});
    model::Game game(store.collection("c"),
                     seed + static_cast<std::uint64_t>(part * calls + played));
    for (int i = 0; i < 500; ++i, ++played) game.play();
    game.compare_all();
    answered += game.answered();
  }
  CHECK(answered > calls / 2);
  CHECK(store.check().sound());
}

}  // namespace

// One case a part, so that they can run side by side.
TEST_CASE("A collection answers as a list of documents does: part 1", "[store][model]") {
  play_part(0);
}
TEST_CASE("A collection answers as a list of documents does: part 2", "[store][model]") {
  play_part(1);
}
TEST_CASE("A collection answers as a list of documents does: part 3", "[store][model]") {
  play_part(2);
}
TEST_CASE("A collection answers as a list of documents does: part 4", "[store][model]") {
  play_part(3);
}

}  // namespace model_language_test
