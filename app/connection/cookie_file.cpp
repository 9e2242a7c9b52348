// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/cookie_file.h"

#include "base/bytes.h"
#include "base/file/input_file.h"
#include "base/file/replacement_file.h"
#include "connection/field_text.h"

#include <QDateTime>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace framescope::connection {

namespace {

constexpr const char* HttpOnly = "#HttpOnly_";
constexpr const char* Comment = "# Netscape HTTP Cookie File\n"
                                "# Written by Framescope. Its values are secrets.\n\n";
constexpr std::uint64_t LargestFile = 16 * 1024 * 1024;

const char* truth(bool value)
{
    return value ? "TRUE" : "FALSE";
}

std::optional<bool> truthFrom(const QByteArray& text)
{
    const bool isTrue = text.compare("TRUE", Qt::CaseInsensitive) == 0;
    return isTrue || text.compare("FALSE", Qt::CaseInsensitive) == 0 ? std::optional(isTrue)
                                                                     : std::nullopt;
}

/// nullopt if the line is no cookie. A line without a value may lack the last tab.
std::optional<QNetworkCookie> cookieFromLine(QByteArray line)
{
    QNetworkCookie cookie;
    if (line.startsWith(HttpOnly)) {
        cookie.setHttpOnly(true);
        line = line.mid(static_cast<qsizetype>(std::char_traits<char>::length(HttpOnly)));
    }
    const QList<QByteArray> fields = line.split('\t');
    if (fields.size() != 6 && fields.size() != 7) {
        return std::nullopt;
    }
    for (const QByteArray& field : fields) {
        if (hasControl(field.toStdString())) {
            return std::nullopt;
        }
    }
    QByteArray domain = fields[0].startsWith('.') ? fields[0].mid(1) : fields[0];
    const auto subdomains = truthFrom(fields[1]);
    const auto secure = truthFrom(fields[3]);
    bool isNumber = false;
    const qint64 expiry = fields[4].toLongLong(&isNumber);
    if (domain.isEmpty() || !subdomains || !fields[2].startsWith('/') || !secure || !isNumber ||
        fields[5].isEmpty()) {
        return std::nullopt;
    }
    cookie.setDomain(QString::fromUtf8(*subdomains ? '.' + domain : domain).toLower());
    cookie.setPath(QString::fromUtf8(fields[2]));
    cookie.setSecure(*secure);
    if (expiry != 0) {
        cookie.setExpirationDate(QDateTime::fromSecsSinceEpoch(expiry, Qt::UTC));
    }
    cookie.setName(fields[5]);
    cookie.setValue(fields.value(6));
    return cookie;
}

/// Fails if the file can't be written later, so that this is said before anything is sent.
Result<void> checkPlace(const std::string& path)
{
    struct stat status = {};
    const bool exists = ::lstat(path.c_str(), &status) == 0;
    if (!exists && errno != ENOENT) {
        return systemFailure("cannot be written", path);
    }
    if (exists && !S_ISREG(status.st_mode)) {
        return S_ISLNK(status.st_mode)
                   ? failure("is a symbolic link", path, "give the name of the file itself")
                   : failure("is not a regular file", path, "give the name of a file");
    }
    const auto folder = std::filesystem::path(path).parent_path();
    if (::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) != 0) {
        return systemFailure("cannot be written", path,
                             "give the name of a file in a folder of "
                             "yours");
    }
    return {};
}

} // namespace

std::string cookieText(const QList<QNetworkCookie>& cookies)
{
    std::string text = Comment;
    for (const QNetworkCookie& cookie : cookies) {
        const QString domain = cookie.domain();
        const qint64 expiry =
            cookie.isSessionCookie() ? 0 : cookie.expirationDate().toSecsSinceEpoch();
        text += cookie.isHttpOnly() ? HttpOnly : "";
        for (const std::string& field :
             {domain.toStdString(), std::string(truth(domain.startsWith(QLatin1Char('.')))),
              cookie.path().toStdString(), std::string(truth(cookie.isSecure())),
              std::to_string(expiry), cookie.name().toStdString()}) {
            text += field + '\t';
        }
        text += cookie.value().toStdString() + '\n';
    }
    return text;
}

Result<QList<QNetworkCookie>> cookiesFromText(std::string_view text, const std::string& where)
{
    QList<QNetworkCookie> cookies;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        QByteArray line(text.data(), static_cast<qsizetype>(end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.endsWith('\r')) {
            line.chop(1);
        }
        if (line.trimmed().isEmpty() || (line.startsWith('#') && !line.startsWith(HttpOnly))) {
            continue;
        }
        const auto cookie = cookieFromLine(line);
        if (!cookie) {
            return failure("this is no cookie", where + ", line " + std::to_string(number),
                           "write domain, TRUE or FALSE for subdomains, path, TRUE or FALSE for "
                           "Secure, expiry in seconds, name and value, with a tab between each");
        }
        cookies.append(*cookie);
    }
    return cookies;
}

Result<QList<QNetworkCookie>> readCookieFile(const std::string& path)
{
    return checkPlace(path).and_then([&]() -> Result<QList<QNetworkCookie>> {
        if (std::error_code error; !std::filesystem::exists(path, error)) {
            return {};
        }
        return readInputFile(path, LargestFile).and_then([&](const Bytes& bytes) {
            return cookiesFromText(asText(bytes), path);
        });
    });
}

Result<void> writeCookieFile(const std::string& path, const QList<QNetworkCookie>& cookies)
{
    auto file = ReplacementFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file->write(asBytes(cookieText(cookies))).and_then([&] { return file->commit(); });
}

} // namespace framescope::connection
