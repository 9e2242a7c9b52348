// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/history.h"
#include "work/task.h"

#include <QObject>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace framescope::ui {

/// The history of what was sent over all sessions, shared by all pages. It is read in the
/// background.
class SentMessages : public QObject
{
    Q_OBJECT

public:
    /// The history of a file. Call it in the GUI thread only.
    static std::shared_ptr<SentMessages> of(const QString& path);

    /// Null until it is read.
    message::History* history() { return history_.get(); }
    void add(const message::Draft& draft);
    /// The values of these secrets are not written, from now on.
    void addSecrets(const std::map<QString, QString>& secrets);

signals:
    void loaded();
    /// Emitted with a sentence when the file can't be written, once.
    void failed(const QString& message);

private:
    explicit SentMessages(const QString& path);
    void write(const message::Draft& draft, qint64 time);

    std::unique_ptr<message::History> history_;
    std::vector<std::pair<message::Draft, qint64>> early_; ///< sent before it was read
    std::set<QString> secrets_;
    bool toldFailure_ = false;
    work::Task reading_;
};

} // namespace framescope::ui
