// Everything an application needs: one profile per user, always.
#pragma once

#include <profilestore/bulk.hpp>
#include <profilestore/collection.hpp>
#include <profilestore/content_digest.hpp>
#include <profilestore/cursor.hpp>
#include <profilestore/document.hpp>
#include <profilestore/duplicates.hpp>
#include <profilestore/error.hpp>
#include <profilestore/explain.hpp>
#include <profilestore/fwd.hpp>
#include <profilestore/import.hpp>
#include <profilestore/import_dump.hpp>
#include <profilestore/index.hpp>
#include <profilestore/investigate.hpp>
#include <profilestore/make_unique.hpp>
#include <profilestore/migration.hpp>
#include <profilestore/not_duplicates.hpp>
#include <profilestore/object_id.hpp>
#include <profilestore/plan.hpp>
#include <profilestore/progress.hpp>
#include <profilestore/results.hpp>
#include <profilestore/set_aside.hpp>
#include <profilestore/stats.hpp>
#include <profilestore/store.hpp>
#include <profilestore/transaction.hpp>
#include <profilestore/validation.hpp>
