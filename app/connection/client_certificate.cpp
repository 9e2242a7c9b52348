// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/client_certificate.h"

#include "base/file/input_file.h"
#include "base/text/qt_string.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace framescope::connection {

namespace {

struct Freed
{
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(PKCS12* store) const { PKCS12_free(store); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(STACK_OF(X509) * certificates) const
    {
        sk_X509_pop_free(certificates, X509_free);
    }
};
template <class T>
using Owned = std::unique_ptr<T, Freed>;

constexpr const char* PassPhrase = "pass phrase";

Owned<BIO> readerOf(const QByteArray& bytes)
{
    return Owned<BIO>(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

Result<QByteArray> readFile(const QString& path)
{
    constexpr std::uint64_t Largest = 16 * 1024 * 1024;
    return readInputFile(QFile::encodeName(path).toStdString(), Largest)
        .map([](const Bytes& bytes) { return toByteArray(bytes); });
}

/// The pass phrase for OpenSSL, and whether it was asked for.
struct Phrase
{
    QByteArray text;
    bool asked = false;
};

int givePhrase(char* to, int size, int /*writing*/, void* data)
{
    auto& phrase = *static_cast<Phrase*>(data);
    phrase.asked = true;
    const qsizetype count = std::min<qsizetype>(size, phrase.text.size());
    std::memcpy(to, phrase.text.constData(), static_cast<std::size_t>(count));
    return count == 0 ? -1 : static_cast<int>(count);
}

/// Converts a key to Qt's form; null if Qt does not know its algorithm.
QSslKey keyOf(EVP_PKEY* key)
{
    const auto algorithm = [key]() -> std::optional<QSsl::KeyAlgorithm> {
        switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
            return QSsl::Rsa;
        case EVP_PKEY_EC:
            return QSsl::Ec;
        case EVP_PKEY_DSA:
            return QSsl::Dsa;
        default:
            return std::nullopt;
        }
    }();
    unsigned char* der = nullptr;
    const int size = algorithm ? i2d_PrivateKey(key, &der) : 0;
    if (size <= 0) {
        return {};
    }
    const QSslKey result(QByteArray(reinterpret_cast<const char*>(der), size), *algorithm,
                         QSsl::Der);
    OPENSSL_clear_free(der, static_cast<std::size_t>(size));
    return result;
}

Result<QSslKey> knownKey(EVP_PKEY* key, const QString& path)
{
    QSslKey result = keyOf(key);
    if (result.isNull()) {
        return failure("the algorithm of its private key can't be used", path.toStdString(),
                       "RSA, EC and DSA are understood");
    }
    return result;
}

bool fits(EVP_PKEY* key, const QSslCertificate& certificate)
{
    const QByteArray der = certificate.toDer();
    const Owned<X509> own(d2i_X509_bio(readerOf(der).get(), nullptr));
    return own && X509_check_private_key(own.get(), key) == 1;
}

Result<QSslKey> keyFromPem(const QByteArray& pem, const TlsOptions& tls, const QString& path,
                           const QSslCertificate& leaf)
{
    Phrase phrase{tls.passPhrase.toUtf8()};
    const Owned<EVP_PKEY> key(
        PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, &givePhrase, &phrase));
    ERR_clear_error();
    if (key) {
        return knownKey(key.get(), path).and_then([&](const QSslKey& known) -> Result<QSslKey> {
            if (!fits(key.get(), leaf)) {
                return failure(
                    "its private key does not fit the certificate in " + tls.certFile.toStdString(),
                    path.toStdString(), "give the key that the certificate was made for");
            }
            return known;
        });
    }
    if (phrase.asked && phrase.text.isEmpty()) {
        return failure("the private key in " + path.toStdString() + " needs one", PassPhrase);
    }
    if (phrase.asked) {
        return failure("it does not fit the private key in " + path.toStdString(), PassPhrase);
    }
    return failure("there is no private key in PEM form in it", path.toStdString(),
                   "RSA, EC and DSA are understood");
}

QSslCertificate certificateOf(X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    const QSslCertificate result(
        size > 0 ? QByteArray(reinterpret_cast<const char*>(der), size) : QByteArray(), QSsl::Der);
    OPENSSL_free(der);
    return result;
}

/// Finds out whether the pass phrase is right before anything is decrypted with it.
bool opens(PKCS12* store, const QByteArray& phrase)
{
    return PKCS12_mac_present(store) == 0 ||
           PKCS12_verify_mac(store, phrase.constData(), static_cast<int>(phrase.size())) == 1 ||
           (phrase.isEmpty() && PKCS12_verify_mac(store, nullptr, 0) == 1);
}

Result<ClientCertificate> fromStore(PKCS12* store, const TlsOptions& tls)
{
    const QByteArray phrase = tls.passPhrase.toUtf8();
    const std::string file = tls.certFile.toStdString();
    if (!opens(store, phrase)) {
        return failure((phrase.isEmpty() ? "the PKCS#12 file needs one: "
                                         : "it does not fit the PKCS#12 file ") +
                           file,
                       PassPhrase);
    }
    EVP_PKEY* rawKey = nullptr;
    X509* rawLeaf = nullptr;
    STACK_OF(X509)* rawOthers = nullptr;
    const int done = PKCS12_parse(store, phrase.constData(), &rawKey, &rawLeaf, &rawOthers);
    const Owned<EVP_PKEY> key(rawKey);
    const Owned<X509> leaf(rawLeaf);
    const Owned<STACK_OF(X509)> others(rawOthers);
    if (done != 1) {
        return failure("the PKCS#12 file is encrypted in a way that OpenSSL no longer reads", file,
                       "openssl pkcs12 -legacy -in FILE -out NEW.pem writes it as PEM");
    }
    if (!key || !leaf) {
        return failure("the PKCS#12 file has no private key with its certificate", file);
    }
    return knownKey(key.get(), tls.certFile).map([&](const QSslKey& known) {
        ClientCertificate result{{certificateOf(leaf.get())}, known};
        for (int i = 0; i < sk_X509_num(others.get()); ++i) {
            result.chain.append(certificateOf(sk_X509_value(others.get(), i)));
        }
        return result;
    });
}

Result<ClientCertificate> fromPem(const QByteArray& bytes, const TlsOptions& tls)
{
    ClientCertificate result;
    result.chain = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (result.chain.isEmpty()) {
        return failure("there is no certificate in PEM form in it, nor is it PKCS#12",
                       tls.certFile.toStdString());
    }
    if (tls.keyFile.isEmpty() && !bytes.contains("PRIVATE KEY-----")) {
        return failure("there is no file with the private key, nor is the key in " +
                           tls.certFile.toStdString(),
                       "client key", "both are needed, or neither");
    }
    const auto pem = tls.keyFile.isEmpty() ? Result<QByteArray>(bytes) : readFile(tls.keyFile);
    return pem
        .and_then([&](const QByteArray& text) {
            return keyFromPem(text, tls, tls.keyFile.isEmpty() ? tls.certFile : tls.keyFile,
                              result.chain.first());
        })
        .map([&](const QSslKey& key) {
            result.key = key;
            return std::move(result);
        });
}

} // namespace

Result<ClientCertificate> readClientCertificate(const TlsOptions& tls)
{
    return readFile(tls.certFile).and_then([&](const QByteArray& bytes) {
        const Owned<PKCS12> store(bytes.contains("-----BEGIN")
                                      ? nullptr
                                      : d2i_PKCS12_bio(readerOf(bytes).get(), nullptr));
        auto result = store ? fromStore(store.get(), tls) : fromPem(bytes, tls);
        ERR_clear_error();
        return result;
    });
}

Result<QList<QSslCertificate>> readCertificates(const QString& path)
{
    return readFile(path).and_then([&](const QByteArray& pem) -> Result<QList<QSslCertificate>> {
        auto certificates = QSslCertificate::fromData(pem, QSsl::Pem);
        if (certificates.isEmpty()) {
            return failure("there is no certificate in PEM form in it", path.toStdString());
        }
        return certificates;
    });
}

} // namespace framescope::connection
