// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/saved_messages.h"

#include "ui/composer/composer.h"
#include "ui/composer/draft_text.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QInputDialog>
#include <QMenu>

namespace framescope::ui {

namespace {

constexpr qsizetype LongestEntry = 60;

} // namespace

SavedMessages::SavedMessages(Composer& composer) : QObject(&composer), composer_(composer)
{
    connect(&composer_, &Composer::savedMenuOpens, this, &SavedMessages::fill);
}

void SavedMessages::fill(QMenu& menu)
{
    menu.addAction(style::icon(QStringLiteral("bookmark")), tr("&Save this message…"), this,
                   &SavedMessages::askForName);
    if (!messages_.empty()) {
        menu.addSeparator();
    }
    for (const Message& message : messages_) {
        menu.addAction(style::menuText(message.name, LongestEntry) + QLatin1Char('\t') +
                           kindText(message.draft),
                       this, [this, draft = message.draft] {
                           composer_.compose(draft);
                           composer_.setFocus(Qt::OtherFocusReason);
                       });
    }
}

void SavedMessages::askForName()
{
    const message::Draft draft = composer_.draft();
    auto* dialog = new QInputDialog(&composer_);
    dialog->setObjectName(QStringLiteral("saveMessageDialog"));
    dialog->setWindowTitle(tr("Save this message"));
    dialog->setLabelText(tr("Name"));
    constexpr qsizetype proposed = 40;
    dialog->setTextValue(lineOf(draft).left(proposed));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, draft](const QString& name) {
        if (!name.trimmed().isEmpty()) {
            emit saveRequested(name.trimmed(), draft);
        }
    });
    style::openOnce(dialog);
}

} // namespace framescope::ui
