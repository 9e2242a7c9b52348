// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/behaviour_control.h"

#include "base/text/qt_string.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/behaviours_dialog.h"
#include "ui/document/document.h"

namespace framescope::ui {

BehaviourControl::BehaviourControl(connection::Behaviours& behaviours, Document& document,
                                   AddressBar& addressBar, QWidget& page)
    : QObject(&page), behaviours_(behaviours), document_(document), addressBar_(addressBar),
      page_(page)
{
    connect(&addressBar_, &AddressBar::behavioursRequested, this, &BehaviourControl::showDialog);
    connect(&document_, &Document::stateChanged, this, &BehaviourControl::refresh);
    refresh();
}

void BehaviourControl::showDialog()
{
    if (!dialog_) {
        dialog_ = new BehavioursDialog(&page_);
        dialog_->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog_, &BehavioursDialog::chosen, this, &BehaviourControl::choose);
        connect(dialog_, &BehavioursDialog::misdeedRequested, this, &BehaviourControl::commit);
        refresh();
    }
    dialog_->show();
    dialog_->raise();
    dialog_->activateWindow();
}

void BehaviourControl::refresh()
{
    QStringList changed;
    for (const std::string& text : connection::textOf(behaviours_)) {
        changed += toQString(text);
    }
    addressBar_.setBehaviours(changed);
    if (dialog_) {
        dialog_->setBehaviours(behaviours_);
        dialog_->setOpen(document_.state() == session::Session::State::Open);
    }
}

void BehaviourControl::choose(const connection::Behaviours& behaviours)
{
    if (behaviours == behaviours_) {
        return;
    }
    behaviours_ = behaviours;
    adopt();
}

void BehaviourControl::adopt()
{
    if (session::Session* session = document_.session()) {
        session->setBehaviours(behaviours_);
    }
    refresh();
}

void BehaviourControl::commit(const connection::Misdeed& misdeed)
{
    session::Session* session = document_.session();
    if (!session) {
        return;
    }
    if (misdeed.kind != connection::Misdeed::Kind::StopReading) {
        emit cutting();
    }
    if (const auto done = session->commit(misdeed); !done) {
        emit refused(done.error());
    }
}

} // namespace framescope::ui
