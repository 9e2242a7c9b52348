// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/proxy_page.h"

#include "collection/format/proxy_address.h"
#include "ui/connect/options/option_fields.h"
#include "ui/widgets/secret_field.h"

#include <QLineEdit>

#include <array>
#include <limits>

namespace framescope::ui {

using connection::ProxyOptions;

namespace {

/// In the order of the list of types.
constexpr std::array Schemes{"http", "socks5"};

bool isSocks(const QUrl& url)
{
    return url.scheme().startsWith(QLatin1String("socks5"));
}

} // namespace

ProxyPage::ProxyPage()
    : OptionsPage("proxyPage", tr("Proxy"), "go-to"),
      use_(new ChoiceField("proxyUse", {tr("None"), tr("As the system says"), tr("This one")})),
      kind_(new ChoiceField("proxyKind", {tr("HTTP CONNECT"), tr("SOCKS5")})), host_(new QLineEdit),
      port_(new NumberField("proxyPort", 0, std::numeric_limits<std::uint16_t>::max())),
      user_(new QLineEdit), password_(new SecretField), exceptions_(new QLineEdit)
{
    host_->setObjectName(QStringLiteral("proxyHost"));
    host_->setPlaceholderText(tr("proxy.example.com, or a whole URL"));
    user_->setObjectName(QStringLiteral("proxyUser"));
    password_->setObjectName(QStringLiteral("proxyPassword"));
    exceptions_->setObjectName(QStringLiteral("proxyExceptions"));
    exceptions_->setPlaceholderText(QStringLiteral("localhost, .example.com, 10.0.0.0/8"));
    port_->setSpecialValueText(tr("usual"));
    port_->setGroupSeparatorShown(false);
    addField(tr("&Proxy"), use_, {}, sideBySide({use_}));
    addField(tr("&Type"), kind_, {}, sideBySide({kind_}));
    addField(tr("&Host"), host_, {"proxy"});
    addField(tr("P&ort"), port_, {}, sideBySide({port_}));
    addField(tr("&User name"), user_);
    addField(tr("Pass&word"), password_);
    addField(tr("&Not for"), exceptions_);
    addExplanation(tr("The system says it by https_proxy, http_proxy, all_proxy and no_proxy."));
    followFields();
    connect(use_, &QComboBox::currentIndexChanged, this, &ProxyPage::showFields);
    connect(host_, &QLineEdit::editingFinished, this, &ProxyPage::takeUrl);
    setFocusProxy(use_);
}

/// Takes apart what is more than a host once it is written: a URL, or "host:port".
void ProxyPage::takeUrl()
{
    const QString typed = host_->text().trimmed();
    const bool whole = typed.contains(QLatin1String("://"));
    const QUrl url(whole ? typed : QStringLiteral("http://") + typed);
    if (url.host().isEmpty() || (url.scheme() != QLatin1String("http") && !isSocks(url))) {
        return; // the check tells what is wrong
    }
    if (whole) {
        kind_->setCurrentIndex(isSocks(url) ? 1 : 0);
    }
    if (whole || url.port() > 0) {
        port_->setValue(url.port(0));
    }
    if (!url.userInfo().isEmpty()) {
        user_->setText(url.userName(QUrl::FullyDecoded));
        password_->setText(url.password(QUrl::FullyDecoded));
    }
    if (whole || url.port() > 0 || !url.userInfo().isEmpty()) {
        host_->setText(url.host());
    }
}

QUrl ProxyPage::url() const
{
    const QString host = host_->text().trimmed();
    if (host.contains(QLatin1String("://")) || host.contains(QLatin1String("{{"))) {
        // What could not be taken apart is told by the check.
        return collection::proxyFrom({host, user_->text(), password_->text()});
    }
    QUrl url;
    url.setScheme(QLatin1String(Schemes.at(static_cast<std::size_t>(kind_->currentIndex()))));
    url.setHost(host);
    if (port_->value() > 0) {
        url.setPort(port_->value());
    }
    if (!user_->text().isEmpty() || !password_->text().isEmpty()) {
        url.setUserName(user_->text(), QUrl::DecodedMode);
        url.setPassword(password_->text(), QUrl::DecodedMode);
    }
    return url;
}

void ProxyPage::load(const connection::ConnectionOptions& options)
{
    const QUrl& url = options.proxy.url;
    const collection::ProxyText text = collection::proxyTextOf(url);
    use_->setChoice(options.proxy.use);
    kind_->setCurrentIndex(isSocks(url) ? 1 : 0);
    host_->setText(text.url.contains(QLatin1String("{{")) ? text.url : url.host());
    port_->setValue(std::max(url.port(0), 0));
    user_->setText(text.user);
    password_->setText(text.password);
    exceptions_->setText(options.proxy.exceptions);
    showFields();
}

void ProxyPage::store(connection::ConnectionOptions& options) const
{
    options.proxy = {};
    options.proxy.use = use_->choice<ProxyOptions::Use>();
    if (options.proxy.use == ProxyOptions::Use::Given) {
        options.proxy.url = url();
        options.proxy.exceptions = exceptions_->text().trimmed();
    }
}

void ProxyPage::showFields()
{
    const bool given = use_->choice<ProxyOptions::Use>() == ProxyOptions::Use::Given;
    for (QWidget* field :
         std::initializer_list<QWidget*>{kind_, host_, port_, user_, password_, exceptions_}) {
        showRow(field, given);
    }
}

} // namespace framescope::ui
