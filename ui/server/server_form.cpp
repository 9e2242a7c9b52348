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
constexpr std::chrono::hours LongestPause{24};

/// How the files of what is played are named and asked for.
struct FileKind
{
    const char* placeholder;
    const char* types;
    const char* missing;
    bool many;
};

/// Null of what has no file.
const FileKind* kindOf(Plays plays)
{
    static constexpr FileKind Kinds[] = {
        {QT_TRANSLATE_NOOP("framescope::ui::ServerForm", "files with serve:, or a folder"),
         QT_TRANSLATE_NOOP("framescope::ui::ServerForm", "Scenarios (*.yaml *.yml)"),
         "choose the scenario files that are played, or a folder of them", true},
        {QT_TRANSLATE_NOOP("framescope::ui::ServerForm", "a .pcapng"),
         QT_TRANSLATE_NOOP("framescope::ui::ServerForm", "Captures (*.pcapng *.pcap *.cap)"),
         "choose the recording that is played", false},
        {QT_TRANSLATE_NOOP("framescope::ui::ServerForm", "AsyncAPI or JSON Schema"),
         QT_TRANSLATE_NOOP("framescope::ui::ServerForm",
                           "AsyncAPI documents and JSON Schemas (*.yaml *.yml *.json)"),
         "choose the contract that is played", false}};
    return plays == Plays::Demo ? nullptr : &Kinds[static_cast<std::size_t>(plays)];
}

/// What a file is, by its name: "a.asyncapi.yaml" and "a.json" are contracts.
Plays playsOf(const QString& file)
{
    const QString name = QFileInfo(file).fileName().toLower();
    const auto ends = [&name](auto... ends) { return (name.endsWith(QLatin1String(ends)) || ...); };
    return ends(".pcapng", ".pcap", ".cap")                   ? Plays::Recording
           : ends(".json", ".asyncapi.yaml", ".asyncapi.yml") ? Plays::Contract
                                                              : Plays::Scenarios;
}

} // namespace

ServerForm::ServerForm(QWidget* parent)
    : QWidget(parent),
      plays_(new ChoiceField("serverPlays", {tr("Scenario files"), tr("A recording again"),
                                             tr("A contract"), tr("The demo")})),
      files_(new QLineEdit), inTime_(new QCheckBox(tr("&At the pace of the recording"))),
      side_(new ChoiceField("serverSide", {tr("the server"), tr("a client")})),
      every_(new DurationField("serverEvery", {}, LongestPause)), address_(new QComboBox),
      port_(new NumberField("serverPort", 0, MostPort)),
      tls_(new QCheckBox(tr("&TLS, with a certificate made for it"))),
      warning_(style::wrappedLabel({}, "warning"))
{
    build();
    connect(plays_, &QComboBox::currentIndexChanged, this, &ServerForm::arrange);
    connect(files_, &QLineEdit::textChanged, this, &ServerForm::edited);
    connect(address_, &QComboBox::currentTextChanged, this, &ServerForm::arrange);
    connect(port_, &QSpinBox::valueChanged, this, &ServerForm::edited);
    connect(tls_, &QCheckBox::toggled, this, &ServerForm::edited);
    connect(side_, &QComboBox::currentIndexChanged, this, &ServerForm::edited);
    connect(every_, &QDoubleSpinBox::valueChanged, this, &ServerForm::edited);
    arrange();
}

void ServerForm::build()
{
    files_->setObjectName(QStringLiteral("serverFiles"));
    inTime_->setObjectName(QStringLiteral("serverInTime"));
    inTime_->setToolTip(
        tr("Each answer waits as long as it did in the recording; otherwise it follows at "
           "once on what it answers"));
    address_->setObjectName(QStringLiteral("serverAddress"));
    address_->setAccessibleName(tr("Address to listen on"));
    address_->setEditable(true);
    address_->setInsertPolicy(QComboBox::NoInsert);
    address_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    address_->addItems({QStringLiteral("127.0.0.1"), QStringLiteral("::1"),
                        QStringLiteral("0.0.0.0"), QStringLiteral("::")});
    address_->setToolTip(tr("127.0.0.1 and ::1: only this machine; 0.0.0.0 and ::: every network"));
    side_->setToolTip(tr("Whose application the contract describes, as AsyncAPI 3 says what it "
                         "sends"));
    every_->setSpecialValueText(tr("once"));
    every_->setToolTip(tr("Messages that need no request are sent again after this time"));
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
    form_->addRow(tr("De&scribes"), side_);
    form_->addRow(tr("Send a&gain after"), every_);
    form_->addRow(tr("A&ddress"), address_);
    form_->addRow(tr("Po&rt"), port_);
    form_->addRow(QString(), tls_);
    form_->addRow(warning_);
    style::centreLabels(*form_);
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
        if (kindOf(plays_->choice<Plays>())->many) {
            menu->popup(browse->mapToGlobal(browse->rect().bottomLeft()));
        } else {
            chooseFiles(false);
        }
    });
    row->addWidget(files_, 1);
    row->addWidget(browse);
    holder->setFocusProxy(files_);
    return holder;
}

void ServerForm::chooseFiles(bool folder)
{
    const FileKind& kind = *kindOf(plays_->choice<Plays>());
    const QStringList known = files();
    auto* dialog = new QFileDialog(window(), tr("What is played"),
                                   known.isEmpty() ? folder_ : QFileInfo(known.first()).path());
    dialog->setFileMode(folder      ? QFileDialog::Directory
                        : kind.many ? QFileDialog::ExistingFiles
                                    : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    dialog->setNameFilter(tr(kind.types));
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList& files) { files_->setText(files.join(BetweenFiles)); });
    style::openOnce(dialog);
}

void ServerForm::setFiles(const QStringList& files)
{
    set(playsOf(files.value(0)), files);
}

void ServerForm::setContract(const QString& file)
{
    set(Plays::Contract, {file});
}

void ServerForm::setScenario(const QString& file)
{
    set(Plays::Scenarios, {file});
}

void ServerForm::set(Plays plays, const QStringList& files)
{
    plays_->setChoice(plays);
    files_->setText(files.join(BetweenFiles));
}

QStringList ServerForm::files() const
{
    QStringList files;
    for (const QString& file : files_->text().split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (!file.trimmed().isEmpty()) {
            files += file.trimmed();
        }
    }
    return files;
}

QVariantMap ServerForm::choices() const
{
    const QStringList known = files();
    return {{QStringLiteral("plays"), plays_->currentIndex()},
            {QStringLiteral("port"), port_->value()},
            {QStringLiteral("tls"), tls_->isChecked()},
            {QStringLiteral("inTime"), inTime_->isChecked()},
            {QStringLiteral("every"), every_->value()},
            {QStringLiteral("folder"),
             known.isEmpty() ? folder_ : QFileInfo(known.first()).absolutePath()}};
}

void ServerForm::setChoices(const QVariantMap& choices)
{
    const int plays = choices.value(QStringLiteral("plays")).toInt();
    plays_->setCurrentIndex(plays >= 0 && plays < plays_->count() ? plays : 0);
    port_->setValue(choices.value(QStringLiteral("port")).toInt());
    tls_->setChecked(choices.value(QStringLiteral("tls")).toBool());
    inTime_->setChecked(choices.value(QStringLiteral("inTime")).toBool());
    every_->setValue(choices.value(QStringLiteral("every")).toDouble());
    folder_ = choices.value(QStringLiteral("folder")).toString();
}

void ServerForm::arrange()
{
    const auto plays = plays_->choice<Plays>();
    const FileKind* kind = kindOf(plays);
    const auto show = [this](QWidget* field, bool shown) {
        form_->labelForField(field)->setVisible(shown);
        field->setVisible(shown);
    };
    show(fileRow_, kind != nullptr);
    show(side_, plays == Plays::Contract);
    show(every_, plays == Plays::Contract);
    inTime_->setVisible(plays == Plays::Recording);
    files_->setPlaceholderText(kind ? tr(kind->placeholder) : QString());
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
    request.files = files();
    request.inTime = inTime_->isChecked();
    request.side = side_->choice<contract::Side>();
    request.every = every_->duration();
    request.address = address_->currentText().trimmed();
    request.port = static_cast<std::uint16_t>(port_->value());
    request.tls = tls_->isChecked();
    const FileKind* kind = kindOf(request.plays);
    if (kind && request.files.isEmpty()) {
        return failure(kind->missing);
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
    for (const QString& file : files()) {
        names += QFileInfo(file).fileName();
    }
    return plays_->choice<Plays>() == Plays::Demo ? tr("the demo")
                                                  : names.join(QStringLiteral(", "));
}

} // namespace framescope::ui
