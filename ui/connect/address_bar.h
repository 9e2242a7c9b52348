// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/tools/connection_text.h"
#include "session/session.h"
#include "ui/widgets/state_indicator.h"

#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QLabel;
class QStringListModel;
class QToolButton;

namespace framescope::ui {

namespace style {
class IconLabel;
}

class AddressField;
class CopyConnectionMenu;

/// The address, the button that connects and disconnects, and the state of the connection.
class AddressBar : public QWidget
{
    Q_OBJECT

public:
    explicit AddressBar(QWidget* parent = nullptr);

    /// The address of the next connection.
    QString address() const;
    /// While a connection is open its own address is shown, and this one when it has ended.
    void setAddress(const QString& address);
    /// Addresses for completion, newest first.
    void setHistory(const QStringList& addresses);
    void focusAddress();
    /// `take` is offered what is pasted; it returns whether it took that.
    void setTaker(std::function<bool(const QString& text)> take);
    /// Marks the address as unusable until it is edited.
    void setInvalid(const QString& why);
    /// Selects a part of the address, unless `length` is 0.
    void select(qsizetype at, qsizetype length);

    void setState(session::Session::State state);
    /// `hasEnded`: the look leads to how the connection ended.
    void setLook(const StateLook& look, const QString& note, bool hasEnded = false);
    /// Whether the connection is encrypted, and the server's identity verified.
    enum class Security { Plain, Verified, Unverified };
    void setSecurity(Security security);
    /// Shows whether any connect option differs from its default.
    void setOptionsChosen(bool chosen);
    /// Shows which behaviours differ from those of the RFC; empty: none.
    void setBehaviours(const QStringList& changed);
    /// Whether secrets are copied with the connection.
    void setCopiesSecrets(bool copies);
    void setRecordingSize(std::uint64_t bytes);
    /// Shows what the tab is about in place of the address, as a label: nothing is connected here.
    void setPlace(const QString& place);

signals:
    /// Emitted when an address that was marked as invalid is edited.
    void corrected();
    void connectRequested();
    void endingRequested();
    void closeRequested();
    void closeWithCodeRequested();
    void abortRequested();
    void optionsRequested();
    void behavioursRequested();
    void copyRequested(framescope::connection::Tool tool);
    void copySecretsChosen(bool with);

protected:
    /// Opens the history on Down in the field, and explains why a read-only field can't be edited.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString whyReadOnly() const;
    void showHistory();
    void buildButton();
    void run();
    bool isIdle() const;
    void choose(session::Session::State state);

    std::optional<QString> next_; ///< to be shown when the connection has ended
    bool isPlace_ = false;        ///< the field shows a place, not an address to connect to
    session::Session::State state_ = session::Session::State::Idle;
    Security security_ = Security::Plain;
    AddressField* field_;
    QAction* fieldIcon_;
    QAction* historyButton_;
    QStringListModel* history_;
    QToolButton* button_;
    QToolButton* options_;
    QToolButton* behaviours_;
    QAction* closeWithCode_;
    QAction* abort_;
    CopyConnectionMenu* copy_ = nullptr;
    StateIndicator* indicator_;
    style::IconLabel* recordingIcon_;
    QLabel* recording_;
};

} // namespace framescope::ui
