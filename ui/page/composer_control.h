// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace framescope::ui {

class Composer;
class SavedMessages;
class SentMessages;

/// Opens the dialogs of a page's composer, and keeps the history of what it sends.
class ComposerControl : public QObject
{
    Q_OBJECT

public:
    /// `history` is the file of the history.
    ComposerControl(Composer& composer, const QString& history);

    /// The messages saved with the connection.
    SavedMessages& saved() { return *saved_; }
    SentMessages& sent() { return *sent_; }

    /// Asks which message that was sent before is to be written again.
    void openHistory();

signals:
    /// Emitted with a sentence on something that went wrong.
    void noticed(const QString& message);

private:
    void askHowOften();

    Composer& composer_;
    std::shared_ptr<SentMessages> sent_;
    SavedMessages* saved_;
};

} // namespace framescope::ui
