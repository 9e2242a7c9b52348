// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/memory_secret_store.h"

namespace framescope::collection {

void MemorySecretStore::get(const QString& collection, const QString& name, Got got)
{
    const auto found = values_.find({collection, name});
    got(found == values_.end() ? std::optional<QString>() : found->second);
}

void MemorySecretStore::set(const QString& collection, const QString& name, const QString& value,
                            Done done)
{
    values_[{collection, name}] = value;
    done({});
}

void MemorySecretStore::remove(const QString& collection, const QString& name, Done done)
{
    values_.erase({collection, name});
    done({});
}

} // namespace framescope::collection
