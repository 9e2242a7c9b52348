// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace framescope::tap {

/// Asks the system for the addresses of a name. Unlike QHostInfo it never delays the end of the
/// program: the system's function can't be interrupted, and takes many seconds if a name server
/// does not answer.
class NameLookup : public QObject
{
    Q_OBJECT

public:
    explicit NameLookup(QObject* parent = nullptr);
    /// Cancels the lookup.
    ~NameLookup() override;

    /// Call it once.
    virtual void start(const QString& host);

signals:
    /// Emits the addresses in the order to try them; if there are none, `text` says why.
    void finished(const QList<QHostAddress>& addresses, const QString& text);

private:
    struct Exchange;
    std::shared_ptr<Exchange> exchange_; ///< shared with the thread that asks
};

} // namespace framescope::tap
