// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/server_form.h"

#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace framescope::ui {

using Plays = ServerRequest::Plays;

namespace {

const QString BetweenFiles = QStringLiteral("; ");
constexpr int MostPort = 65535;

} // namespace

ServerForm::ServerForm(QWidget* parent)
    : QWidget(parent),
      plays_(new ChoiceField("serverPlays",
                             {tr("Scenario files"), tr("A recording again"), tr("The demo")})),
      files_(new QLineEdit), inTime_(new QCheckBox(tr("&As late as in the recording"))),
      address_(new QComboBox), port_(new NumberField("serverPort", 0, MostPort)),
      tls_(new QCheckBox(tr("&TLS, with a certificate made for it"))),
      warning_(style::wrappedLabel({}, "warning"))
{
    build();
    connect(plays_, &QComboBox::currentIndexChanged, this, &ServerForm::arrange);
    connect(files_, &QLineEdit::textChanged, this, &ServerForm::edited);
    connect(address_, &QComboBox::currentTextChanged, this, &ServerForm::arrange);
    connect(port_, &QSpinBox::valueChanged, this, &ServerForm::edited);
    connect(tls_, &QCheckBox::toggled, this, &ServerForm::edited);
    arrange();
}

void ServerForm::build()
{
    files_->setObjectName(QStringLiteral("serverFiles"));
    inTime_->setObjectName(QStringLiteral("serverInTime"));
    inTime_->setToolTip(tr("Otherwise each answer follows at once on what it answers"));
    address_->setObjectName(QStringLiteral("serverAddress"));
    address_->setAccessibleName(tr("Address to listen on"));
    address_->setEditable(true);
    address_->setInsertPolicy(QComboBox::NoInsert);
    address_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    address_->addItems({QStringLiteral("127.0.0.1"), QStringLiteral("::1"),
                        QStringLiteral("0.0.0.0"), QStringLiteral("::")});
    address_->setToolTip(tr("127.0.0.1 and ::1: only this machine; 0.0.0.0 and ::: every network"));
    port_->setSpecialValueText(tr("a free one"));
    tls_->setObjectName(QStringLiteral("serverTls"));
    warning_->setObjectName(QStringLiteral("serverWarning"));
    setFocusProxy(plays_);

    fileRow_ = fileRow();
    form_ = new QFormLayout(this);
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setSpacing(8);
    form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form_->addRow(tr("&Play"), plays_);
    form_->addRow(tr("F&ile"), fileRow_);
    form_->addRow(QString(), inTime_);
    form_->addRow(tr("A&ddress"), address_);
    form_->addRow(tr("Po&rt"), port_);
    form_->addRow(QString(), tls_);
    form_->addRow(warning_);
}

QWidget* ServerForm::fileRow()
{
    auto* holder = new QWidget;
    auto* row = style::row(holder, {}, style::UsualSpacing);
    auto* browse = style::iconButton("serverBrowse", "open", tr("Choose what is played"));
    auto* menu = new QMenu(browse);
    auto* folder = menu->addAction(tr("All scenarios of a &folder…"));
    connect(menu->addAction(tr("&Files…")), &QAction::triggered, this,
            [this] { chooseFiles(false); });
    connect(folder, &QAction::triggered, this, [this] { chooseFiles(true); });
    connect(browse, &QToolButton::clicked, this, [this, browse, menu] {
        if (plays_->choice<Plays>() == Plays::Recording) {
            chooseFiles(false);
        } else {
            menu->popup(browse->mapToGlobal(browse->rect().bottomLeft()));
        }
    });
    row->addWidget(files_, 1);
    row->addWidget(browse);
    holder->setFocusProxy(files_);
    return holder;
}

void ServerForm::chooseFiles(bool folder)
{
    const bool recording = plays_->choice<Plays>() == Plays::Recording;
    const QString first = files_->text().section(BetweenFiles, 0, 0);
    auto* dialog = new QFileDialog(window(), tr("What is played"), QFileInfo(first).path());
    dialog->setFileMode(folder      ? QFileDialog::Directory
                        : recording ? QFileDialog::ExistingFile
                                    : QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    dialog->setNameFilter(recording ? tr("Captures (*.pcapng *.pcap *.cap)")
                                    : tr("Scenarios (*.yaml *.yml)"));
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& files) { files_->setText(files.join(BetweenFiles)); });
    style::openOnce(dialog);
}

void ServerForm::setFiles(const QStringList& files)
{
    const QString suffix = QFileInfo(files.value(0)).suffix().toLower();
    const bool isCapture = suffix == QLatin1String("pcapng") || suffix == QLatin1String("pcap");
    plays_->setChoice(isCapture ? Plays::Recording : Plays::Scenarios);
    files_->setText(files.join(BetweenFiles));
}

void ServerForm::arrange()
{
    const auto plays = plays_->choice<Plays>();
    const bool demo = plays == Plays::Demo;
    form_->labelForField(fileRow_)->setVisible(!demo);
    fileRow_->setVisible(!demo);
    inTime_->setVisible(plays == Plays::Recording);
    files_->setPlaceholderText(plays == Plays::Recording ? tr("a .pcapng")
                                                         : tr("files with serve:, or a folder"));
    const QHostAddress address(address_->currentText().trimmed());
    const bool isOpen = !address.isNull() && !address.isLoopback();
    warning_->setText(isOpen ? tr("Everybody who reaches this machine at %1 can connect to it.")
                                   .arg(address.toString())
                             : QString());
    warning_->setVisible(isOpen);
    emit edited();
}

Result<ServerRequest> ServerForm::request() const
{
    ServerRequest request;
    request.plays = plays_->choice<Plays>();
    for (const QString& file : files_->text().split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (!file.trimmed().isEmpty()) {
            request.files += file.trimmed();
        }
    }
    request.inTime = inTime_->isChecked();
    request.address = address_->currentText().trimmed();
    request.port = static_cast<std::uint16_t>(port_->value());
    request.tls = tls_->isChecked();
    if (request.plays != Plays::Demo && request.files.isEmpty()) {
        return failure(request.plays == Plays::Recording
                           ? "choose the recording that is played"
                           : "choose the scenario files that are played, or a folder of them");
    }
    if (QHostAddress(request.address).isNull()) {
        return failure("\"" + request.address.toStdString() + "\" is not an IP address", {},
                       "127.0.0.1 is this machine, 0.0.0.0 all of its networks");
    }
    return request;
}

QString ServerForm::summary() const
{
    QStringList names;
    for (const QString& file : files_->text().split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        names += QFileInfo(file.trimmed()).fileName();
    }
    return plays_->choice<Plays>() == Plays::Demo ? tr("the demo")
                                                  : names.join(QStringLiteral(", "));
}

} // namespace framescope::ui
