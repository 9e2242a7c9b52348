// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/secret_store.h"

#include <map>
#include <utility>

namespace framescope::collection {

/// Keeps secrets until the program ends, where there is no key ring.
class MemorySecretStore : public SecretStore
{
public:
    bool isLasting() const override { return false; }
    void get(const QString& collection, const QString& name, Got got) override;
    void set(const QString& collection, const QString& name, const QString& value,
             Done done) override;
    void remove(const QString& collection, const QString& name, Done done) override;

private:
    std::map<std::pair<QString, QString>, QString> values_;
};

} // namespace framescope::collection
