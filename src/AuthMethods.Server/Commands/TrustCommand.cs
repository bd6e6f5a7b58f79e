using System.CommandLine;
using System.Security.Cryptography.X509Certificates;

namespace AuthMethods.Server.Commands;

internal sealed class TrustCommand : Command
{
    private readonly Option<bool> _check = new("--check") { Description = "Only say whether this machine trusts the certificate: exit code 0 or 1." };

    public TrustCommand() : base("trust", "Say where the development certificate is, and how each client is made to trust it.")
    {
        Add(_check);
        SetAction(parsed => Run(parsed.GetValue(_check)));
    }

    private static int Run(bool isCheck)
    {
        var directory = Path.GetFullPath(ServerHost.DataDirectory(ServerHost.CreateBuilder().Configuration));
        var path = Path.Combine(directory, DevelopmentCertificate.FileName);
        using var certificate = DevelopmentCertificate.LoadOrCreate(directory);
        var isTrusted = IsTrusted(certificate);
        Console.WriteLine($"{path} is {(isTrusted ? "trusted by .NET" : "not trusted by .NET")} and valid until {certificate.NotAfter:yyyy-MM-dd}.");
        if (isCheck) return isTrusted ? 0 : 1;
        Console.WriteLine($"""

            curl         curl --cacert {path} …
            .NET, Linux  export SSL_CERT_FILE={path}
            Node.js      export NODE_EXTRA_CA_CERTS={path}
            Python       export REQUESTS_CA_BUNDLE={path}
            Windows      Import-Certificate {path} -CertStoreLocation Cert:\CurrentUser\Root
            macOS        security add-trusted-cert -k ~/Library/Keychains/login.keychain-db {path}
            """);
        return 0;
    }

    private static bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
