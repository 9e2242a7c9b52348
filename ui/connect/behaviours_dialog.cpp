// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/behaviours_dialog.h"

#include "ui/connect/behaviours_editor.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace framescope::ui {

using connection::Misdeed;

BehavioursDialog::BehavioursDialog(QWidget* parent)
    : QDialog(parent), editor_(new BehavioursEditor), state_(style::wrappedLabel({}, "muted"))
{
    setObjectName(QStringLiteral("behaviours"));
    setWindowTitle(tr("Behaviours"));
    state_->setObjectName(QStringLiteral("behavioursState"));

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(editor_);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(editor_->minimumSizeHint().width());

    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Close);
    reset_ = buttons->addButton(tr("As usual"), QDialogButtonBox::ResetRole);
    for (QPushButton* button : buttons->findChildren<QPushButton*>()) {
        button->setAutoDefault(false); // Enter in a field changes nothing else
    }
    reset_->setObjectName(QStringLiteral("usualBehaviours"));
    reset_->setToolTip(tr("Behave as RFC 6455 wants again"));
    connect(reset_, &QPushButton::clicked, this, [this] {
        editor_->setBehaviours({});
        take();
    });
    connect(editor_, &BehavioursEditor::changed, this, &BehavioursDialog::take);

    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addWidget(state_);
    column->addWidget(scroll, 1);
    column->addWidget(buildOnce());
    column->addWidget(buttons);
    describe();
}

QWidget* BehavioursDialog::buildOnce()
{
    auto* box = new QGroupBox(tr("Once, now"));
    once_ = box;
    auto* grid = new QGridLayout(box);
    grid->setSpacing(8);
    seconds_ = new QDoubleSpinBox;
    seconds_->setObjectName(QStringLiteral("stopSeconds"));
    seconds_->setAccessibleName(tr("Seconds to read nothing"));
    seconds_->setRange(0.1, 3600);
    seconds_->setDecimals(1);
    seconds_->setValue(3);
    seconds_->setSuffix(tr(" s"));
    auto* stop = new QPushButton(tr("&Stop reading"));
    stop->setObjectName(QStringLiteral("stopReading"));
    stop->setAutoDefault(false);
    stop->setToolTip(tr("Read nothing for that time, so that the server feels back-pressure"));
    connect(stop, &QPushButton::clicked, this, [this] {
        constexpr int MillisecondsOfOne = 1000;
        emit misdeedRequested(
            {Misdeed::Kind::StopReading,
             std::chrono::milliseconds(qRound(seconds_->value() * MillisecondsOfOne))});
    });
    grid->addWidget(stop, 0, 0);
    grid->addWidget(seconds_, 0, 1);
    addCut(*grid, 0, "cutFin", tr("Cut by &FIN"), Misdeed::Kind::Fin)
        ->setToolTip(tr("End TCP in order, without a Close frame"));
    addCut(*grid, 1, "cutReset", tr("Cut by &RST"), Misdeed::Kind::Reset)
        ->setToolTip(tr("Reset TCP"));
    addCut(*grid, 2, "cutFinInFrame", tr("FIN &inside a frame"), Misdeed::Kind::FinInFrame)
        ->setToolTip(tr("Send the first half of a frame, then end TCP in order"));
    addCut(*grid, 3, "cutResetInFrame", tr("RST i&nside a frame"), Misdeed::Kind::ResetInFrame)
        ->setToolTip(tr("Send the first half of a frame, then reset TCP"));
    return box;
}

/// Adds a button of the rows below the first, two in a row.
QPushButton* BehavioursDialog::addCut(QGridLayout& grid, int place, const char* objectName,
                                      const QString& text, Misdeed::Kind kind)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, kind] {
        emit misdeedRequested({kind, std::chrono::milliseconds(0)});
    });
    grid.addWidget(button, 1 + place / 2, place % 2);
    return button;
}

void BehavioursDialog::setBehaviours(const connection::Behaviours& behaviours)
{
    if (editor_->behaviours() != behaviours) {
        editor_->setBehaviours(behaviours);
    }
    describe();
}

void BehavioursDialog::setOpen(bool open)
{
    open_ = open;
    describe();
}

void BehavioursDialog::take()
{
    describe();
    if (editor_->check()) {
        emit chosen(editor_->behaviours());
    }
}

void BehavioursDialog::describe()
{
    const Result<void> checked = editor_->check();
    style::restyle(*state_, "role", checked ? QStringLiteral("muted") : QStringLiteral("bad"));
    state_->setText(!checked ? errorText(checked.error())
                    : open_  ? tr("Changes apply to the open connection at once, and to the next.")
                             : tr("Not connected: changes apply to the next connection."));
    once_->setEnabled(open_);
    once_->setToolTip(open_ ? QString() : tr("Only while a connection is open"));
    reset_->setEnabled(!checked || editor_->behaviours() != connection::Behaviours());
}

} // namespace framescope::ui
