// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace framescope::ui {

namespace {

QSpinBox* makeSeconds(const QString& name)
{
    auto* seconds = new QSpinBox;
    seconds->setObjectName(name);
    seconds->setRange(1, static_cast<int>(Preferences::LongestTimeout.count()));
    seconds->setSuffix(PreferencesDialog::tr(" s"));
    return seconds;
}

std::chrono::seconds secondsOf(const QSpinBox* box)
{
    return std::chrono::seconds(box->value());
}

int valueOf(std::chrono::seconds seconds)
{
    return static_cast<int>(seconds.count());
}

/// The value of the spin box that stands for the desktop's font size.
constexpr int DesktopFont = Preferences::SmallestFont - 1;

} // namespace

PreferencesDialog::PreferencesDialog(const Preferences& preferences, const QString& usualRecordings,
                                     QWidget* parent)
    : QDialog(parent), theme_(new QComboBox), fontSize_(new QSpinBox),
      follow_(new QCheckBox(tr("&Follow the newest row of a new session"))),
      connectTimeout_(makeSeconds(QStringLiteral("connectTimeout"))),
      upgradeTimeout_(makeSeconds(QStringLiteral("upgradeTimeout"))),
      closeTimeout_(makeSeconds(QStringLiteral("closeTimeout"))), saveFolder_(new QLineEdit),
      recordingsFolder_(new QLineEdit), message_(style::wrappedLabel({}, "bad"))
{
    setObjectName(QStringLiteral("preferences"));
    setWindowTitle(tr("Preferences"));
    theme_->setObjectName(QStringLiteral("theme"));
    theme_->addItem(tr("As the desktop"), static_cast<int>(style::ThemeChoice::System));
    theme_->addItem(tr("Light"), static_cast<int>(style::ThemeChoice::Light));
    theme_->addItem(tr("Dark"), static_cast<int>(style::ThemeChoice::Dark));
    fontSize_->setObjectName(QStringLiteral("fontSize"));
    fontSize_->setRange(DesktopFont, Preferences::LargestFont);
    fontSize_->setSpecialValueText(tr("As the desktop"));
    fontSize_->setSuffix(tr(" pt"));
    follow_->setObjectName(QStringLiteral("follow"));
    saveFolder_->setObjectName(QStringLiteral("saveFolder"));
    saveFolder_->setPlaceholderText(QDir::toNativeSeparators(QDir::homePath()));
    recordingsFolder_->setObjectName(QStringLiteral("recordingsFolder"));
    recordingsFolder_->setPlaceholderText(QDir::toNativeSeparators(usualRecordings));
    recordingsFolder_->setToolTip(
        tr("Where sessions are recorded until they are saved; takes effect at the next start"));

    const auto browse = [](QLineEdit* field, const QString& title) {
        return style::withBrowseButton(field, title, tr("Choose a folder"), QFileDialog::Directory);
    };
    auto* form = new QFormLayout;
    form->setSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(tr("&Theme"), theme_);
    form->addRow(tr("Font si&ze"), fontSize_);
    form->addRow(QString(), follow_);
    form->addRow(tr("Wait for a &connection"), connectTimeout_);
    form->addRow(tr("Wait for the &upgrade"), upgradeTimeout_);
    form->addRow(tr("Wait for an answer to C&lose"), closeTimeout_);
    form->addRow(tr("Folder for &saving"), browse(saveFolder_, tr("Folder for saving")));
    form->addRow(tr("Folder for &recording"),
                 browse(recordingsFolder_, tr("Folder for recording")));

    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                                   QDialogButtonBox::RestoreDefaults);
    accept_ = buttons->button(QDialogButtonBox::Ok);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] { fill(Preferences()); });
    for (const QLineEdit* field : {saveFolder_, recordingsFolder_}) {
        connect(field, &QLineEdit::textChanged, this, &PreferencesDialog::check);
    }

    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addLayout(form);
    column->addWidget(message_);
    column->addStretch(1);
    column->addWidget(buttons);
    accept_->setDefault(true); // after adding it, or the dialog would choose another button
    resize(520, sizeHint().height());
    fill(preferences);
    check();
}

void PreferencesDialog::fill(const Preferences& preferences)
{
    theme_->setCurrentIndex(theme_->findData(static_cast<int>(preferences.theme)));
    fontSize_->setValue(preferences.fontSize > 0 ? preferences.fontSize : DesktopFont);
    follow_->setChecked(preferences.follow);
    connectTimeout_->setValue(valueOf(preferences.connectTimeout));
    upgradeTimeout_->setValue(valueOf(preferences.upgradeTimeout));
    closeTimeout_->setValue(valueOf(preferences.closeTimeout));
    saveFolder_->setText(QDir::toNativeSeparators(preferences.saveFolder));
    recordingsFolder_->setText(QDir::toNativeSeparators(preferences.recordingsFolder));
}

Preferences PreferencesDialog::preferences() const
{
    Preferences chosen;
    chosen.theme = static_cast<style::ThemeChoice>(theme_->currentData().toInt());
    chosen.fontSize = fontSize_->value() == DesktopFont ? 0 : fontSize_->value();
    chosen.follow = follow_->isChecked();
    chosen.connectTimeout = secondsOf(connectTimeout_);
    chosen.upgradeTimeout = secondsOf(upgradeTimeout_);
    chosen.closeTimeout = secondsOf(closeTimeout_);
    chosen.saveFolder = QDir::fromNativeSeparators(saveFolder_->text().trimmed());
    chosen.recordingsFolder = QDir::fromNativeSeparators(recordingsFolder_->text().trimmed());
    return chosen;
}

QString PreferencesDialog::mistake() const
{
    for (const QString& folder : {preferences().saveFolder, preferences().recordingsFolder}) {
        const QFileInfo info(folder);
        if (!folder.isEmpty() && !info.isDir()) {
            return tr("There is no folder %1. Choose one that exists.").arg(folder);
        }
        if (!folder.isEmpty() && !info.isWritable()) {
            return tr("The folder %1 can't be written to. Choose another one.").arg(folder);
        }
    }
    return {};
}

void PreferencesDialog::check()
{
    const QString wrong = mistake();
    message_->setText(wrong);
    message_->setVisible(!wrong.isEmpty());
    accept_->setEnabled(wrong.isEmpty());
}

} // namespace framescope::ui
