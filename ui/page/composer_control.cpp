// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/composer_control.h"

#include "ui/composer/composer.h"
#include "ui/composer/history_dialog.h"
#include "ui/composer/repeat_dialog.h"
#include "ui/composer/saved_messages.h"
#include "ui/composer/sending_control.h"
#include "ui/composer/sent_messages.h"
#include "ui/style/building_blocks.h"

namespace framescope::ui {

ComposerControl::ComposerControl(Composer& composer, const QString& history)
    : QObject(&composer), composer_(composer), sent_(SentMessages::of(history)),
      saved_(new SavedMessages(composer))
{
    connect(&composer_, &Composer::draftSent, sent_.get(), &SentMessages::add);
    connect(&composer_, &Composer::historyRequested, this, &ComposerControl::openHistory);
    connect(&composer_, &Composer::repeatRequested, this, &ComposerControl::askHowOften);
    connect(sent_.get(), &SentMessages::failed, this, &ComposerControl::noticed);
    connect(&composer_.sending().repeater(), &Repeater::firstSent, sent_.get(), &SentMessages::add);
    connect(&composer_.sending().repeater(), &Repeater::failed, this, &ComposerControl::noticed);
}

void ComposerControl::openHistory()
{
    auto* dialog = new HistoryDialog(sent_, &composer_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const auto draft = dialog->draft()) {
            composer_.compose(*draft);
            composer_.setFocus(Qt::OtherFocusReason);
        }
    });
    style::openOnce(dialog);
}

void ComposerControl::askHowOften()
{
    auto* dialog = new RepeatDialog(composer_.draft(), &composer_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        composer_.sending().repeater().start(dialog->request(), composer_.scope());
    });
    style::openOnce(dialog);
}

} // namespace framescope::ui
