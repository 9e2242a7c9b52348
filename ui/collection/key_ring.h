// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/memory_secret_store.h"

#include <QObject>

#include <functional>

namespace framescope::ui {

/// Keeps secrets in the key ring of the system, and as long as the program runs in memory too.
/// Where there is no key ring, memory is all there is.
class KeyRing : public QObject, public collection::SecretStore
{
    Q_OBJECT

public:
    /// `forgets`: leaves the key ring of the user alone, for tests.
    explicit KeyRing(bool forgets, QObject* parent = nullptr);

    bool isLasting() const override { return lasting_; }
    void get(const QString& collection, const QString& name, Got got) override;
    void set(const QString& collection, const QString& name, const QString& value,
             Done done) override;
    void remove(const QString& collection, const QString& name, Done done) override;

private:
    template <class Job>
    void run(Job* job, const QString& collection, const QString& name,
             std::function<void(Job&)> then);

    collection::MemorySecretStore memory_;
    bool lasting_;
};

} // namespace framescope::ui
