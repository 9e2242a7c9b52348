// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/behaviours.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace framescope::ui {

class AddressBar;
class BehavioursDialog;
class Document;

/// What the client of a page does by itself, and does wrong on purpose: the dialog, its effect on
/// the open connection, and the sign in the address bar.
class BehaviourControl : public QObject
{
    Q_OBJECT

public:
    /// `behaviours` are those of the page's connect options. They and all parts must outlive it.
    BehaviourControl(connection::Behaviours& behaviours, Document& document, AddressBar& addressBar,
                     QWidget& page);

    void showDialog();
    /// Must be called when `behaviours` were changed elsewhere.
    void adopt();

signals:
    /// Emitted before the user's action ends the connection.
    void cutting();
    /// Emitted when something can't be done.
    void refused(const framescope::Error& error);

private:
    void refresh();
    void choose(const connection::Behaviours& behaviours);
    void commit(const connection::Misdeed& misdeed);

    connection::Behaviours& behaviours_;
    Document& document_;
    AddressBar& addressBar_;
    QWidget& page_;
    QPointer<BehavioursDialog> dialog_;
};

} // namespace framescope::ui
