// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"
#include "session/session.h"
#include "ui/composer/composer_memory.h"
#include "ui/composer/draft_secrets.h"
#include "ui/composer/last_message.h"
#include "ui/composer/raw_progress.h"
#include "work/task.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <array>
#include <cstdint>

class QPushButton;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace framescope::ui {

class ElidedLabel;
class ModePane;
class SendQueue;
class SendingControl;
class ToolStrip;

/// Sends anything that a client can: each mode has a pane of its own, which keeps its draft.
/// Ctrl+Enter sends, Ctrl+Up and Ctrl+Down go through the messages sent before in the mode,
/// Ctrl+PgUp and Ctrl+PgDown through the modes.
class Composer : public QWidget
{
    Q_OBJECT

public:
    enum Mode { Text, Json, Binary, Ping, Close, Raw, ModeCount };

    explicit Composer(QWidget* parent = nullptr);
    ~Composer() override;

    /// Null disables sending. Sending is possible while the session is open; drafts can be written
    /// at any time.
    void setSession(session::Session* session);
    void setMode(Mode mode);
    Mode mode() const;
    static Mode modeOf(message::Draft::Kind kind);
    ModePane& pane() const { return *panes_.at(static_cast<std::size_t>(mode())); }

    /// Shows a draft in its mode, to be edited and sent.
    void compose(const message::Draft& draft);
    /// The draft that is written in the current mode.
    message::Draft draft() const;
    /// The variables of templates, and the secrets that are known.
    void setVariables(const collection::Environment& environment,
                      const collection::SecretValues& secrets = {});
    bool isOpen() const;
    /// Its height is what the mode needs beside the choices; 0 if that is nothing special.
    QSize sizeHint() const override;
    /// Sends what is written.
    void send();
    /// Sends these after what waits already.
    void sendAll(std::vector<message::Outgoing> messages);
    SendingControl& sending() { return *sending_; }
    message::TemplateScope& scope() { return scope_; }

    /// Called when the connection has ended: makes the accepted messages that were not sent the
    /// newest ones for Ctrl+Up, and returns their number.
    qsizetype keepUnsent();
    /// Puts the last of them into its mode.
    void bringBack();

signals:
    /// Emitted if a draft can't be sent; `message` is a sentence, which the composer shows too.
    void failed(const QString& message);
    /// Emitted if nothing was sent as these secrets have no value.
    void secretsWanted(const QStringList& names);
    /// Emitted when the session has accepted what is written.
    void draftSent(const framescope::message::Draft& draft);
    /// Emitted to open what the buttons of the composer open.
    void historyRequested();
    void repeatRequested();
    void savedMenuOpens(QMenu& menu);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isClosing() const;
    void makePanes();
    void build();
    void addShortcuts();
    void sendPrepared(const message::Draft& draft, const Result<message::Outgoing>& outgoing);
    void refuse(const QString& message);
    void updateMode();
    void updateState();
    void describeState();
    void describeDraft();
    void freshen();
    void previewDraft(const message::Draft& draft, const Result<message::Outgoing>& outgoing);
    void showNote(const QString& text, bool bad);
    void recall(int step);
    void fitTools();
    QPointer<session::Session> session_;
    QTabBar* modes_;
    std::array<ModePane*, ModeCount> panes_{};
    QStackedWidget* inputs_;
    ToolStrip* tools_;
    int neededHeight_ = 0; ///< of the mode
    ElidedLabel* note_;
    QPushButton* send_;
    SendingControl* sending_;
    ComposerMemory memory_;
    LastMessage last_;
    QTimer* freshTimer_;          ///< runs while what is shown changes by itself
    std::uint64_t waiting_ = 0;   ///< bytes that waited to be sent when that was last told
    QElapsedTimer sinceProgress_; ///< since that number changed
    message::TemplateScope scope_;
    DraftSecrets secrets_;
    work::Task preparing_;
    RawProgress raw_;
};

} // namespace framescope::ui
