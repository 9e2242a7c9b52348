// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "ui/widgets/state_indicator.h"

#include <QWidget>

class QAction;
class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;
class QToolButton;

namespace framescope::ui {

/// Where to connect, the button that does and undoes it, and how things stand.
class AddressBar : public QWidget
{
    Q_OBJECT

public:
    explicit AddressBar(QWidget* parent = nullptr);

    QString address() const;
    void setAddress(const QString& address);
    /// What the field completes from, newest first.
    void setHistory(const QStringList& addresses);
    void focusAddress();
    /// Shows that the address can't be used; until it is edited.
    void setInvalid(const QString& why);
    /// Where there is something to select.
    void select(qsizetype at, qsizetype length);

    void setState(session::Session::State state);
    void setLook(const StateLook& look, const QString& note);
    /// Whether the connection is encrypted, and whom it was checked to be with.
    enum class Security { Plain, Verified, Unverified };
    void setSecurity(Security security);
    /// Connect options other than the defaults are set.
    void setOptionsChosen(bool chosen);
    void setRecordingSize(std::uint64_t bytes);
    /// A recording that was opened: nothing to connect here.
    void setReadOnly(const QString& file);

signals:
    void connectRequested();
    void closeRequested();
    void closeWithCodeRequested();
    void abortRequested();
    void optionsRequested();

protected:
    /// Of the field: Down opens the history, and a key in vain says why it is.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static QString whyReadOnly();
    void showHistory();
    void buildButton();
    void run();
    void choose(session::Session::State state);

    session::Session::State state_ = session::Session::State::Idle;
    Security security_ = Security::Plain;
    QLineEdit* field_;
    QAction* fieldIcon_;
    QAction* historyButton_;
    QStringListModel* history_;
    QToolButton* button_;
    QToolButton* options_;
    QAction* closeWithCode_;
    QAction* abort_;
    StateIndicator* indicator_;
    QLabel* recordingIcon_;
    QLabel* recording_;
};

} // namespace framescope::ui
