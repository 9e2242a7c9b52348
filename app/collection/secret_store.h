// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <functional>
#include <optional>

namespace framescope::collection {

/// Keeps the values of secrets. The key of one is the collection, by its folder, and a name. Used
/// by one thread, in which the functions are called back, also at once.
class SecretStore
{
public:
    using Got = std::function<void(const Result<std::optional<QString>>&)>;
    using Done = std::function<void(const Result<void>&)>;

    virtual ~SecretStore() = default;

    /// Whether values outlive the program.
    virtual bool isLasting() const = 0;
    /// Calls back with the value; nullopt if there is none.
    virtual void get(const QString& collection, const QString& name, Got got) = 0;
    virtual void set(const QString& collection, const QString& name, const QString& value,
                     Done done) = 0;
    virtual void remove(const QString& collection, const QString& name, Done done) = 0;
};

} // namespace framescope::collection
