// Shows a transaction over two collections, which is rolled back when its function throws, and a
// snapshot, which keeps reading the same moment while another thread writes.
#include <iostream>
#include <profilestore/profilestore.hpp>
#include <stdexcept>
#include <thread>

using namespace profilestore;

namespace {

// Charges the account and records the order: both or neither.
void order(Store& store, const std::string& user, int price) {
  store.transaction([&](Transaction& tx) {
    Collection accounts = tx.collection("accounts");  // of `tx`, not of the store
    tx.collection("orders").insert_one({{"user", user}, {"price", price}});
    accounts.update_one({{"_id", user}}, {{"$inc", {{"credit", -price}}}});
    const auto account = accounts.find_one({{"_id", user}});  // sees the transaction's own write
    if (!account || account->at("credit") < 0) throw std::runtime_error("not enough credit");
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  Store store = Store::open(argv[1]);
  Collection accounts = store.collection("accounts");
  Collection orders = store.collection("orders");
  accounts.insert_one({{"_id", "ann"}, {"credit", 100}});

  order(store, "ann", 70);
  bool refused = false;
  try {
    order(store, "ann", 50);
  } catch (const std::runtime_error& error) {  // the function's own exception comes through
    std::cout << "rolled back: " << error.what() << '\n';
    refused = true;
  }

  // All reads of a snapshot see one moment. Writers need not wait for it.
  bool consistent = false;
  store.snapshot([&](Snapshot& moment) {
    const auto before = moment.collection("orders").count();
    std::thread([&] { order(store, "ann", 30); }).join();
    consistent = before == 1 && moment.collection("orders").count() == 1 &&
                 moment.collection("accounts").find_one({})->at("credit") == 30;
  });

  const auto account = accounts.find_one({{"_id", "ann"}});
  std::cout << orders.count() << " orders, credit " << account->at("credit") << '\n';
  return refused && consistent && orders.count() == 2 && account->at("credit") == 0 ? 0 : 1;
}
