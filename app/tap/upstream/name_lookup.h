// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace framescope::tap {

/// Asks the system for the addresses of a name. Unlike QHostInfo it never holds up the end of
/// the program: the system's function can't be interrupted, and a name server that does not
/// answer takes it many seconds.
class NameLookup : public QObject
{
    Q_OBJECT

public:
    explicit NameLookup(QObject* parent = nullptr);
    /// Gives the lookup up.
    ~NameLookup() override;

    /// Once.
    virtual void start(const QString& host);

signals:
    /// In the order in which they should be tried; where there is none `text` says why.
    void finished(const QList<QHostAddress>& addresses, const QString& text);

private:
    struct Exchange;
    std::shared_ptr<Exchange> exchange_; ///< with the thread that asks
};

} // namespace framescope::tap
