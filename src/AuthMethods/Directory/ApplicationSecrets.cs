using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>The secrets and certificates of applications and service principals.</summary>
internal sealed class ApplicationSecrets(Changes changes, Passwords passwords, TimeProvider time)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-";
    private const int SecretLength = 40;
    private const int HintLength = 3;
    private const int ValidYears = 2;

    /// <summary>A secret that is generated here. Hashing takes long, so it is done before the change begins.</summary>
    internal async Task<(ApplicationCredentialRow Row, string Secret)> NewAsync(GraphBody.Sent? sent)
    {
        var secret = RandomNumberGenerator.GetString(Letters, SecretLength);
        var start = sent?.Instant("startDateTime") ?? time.Now();
        if (start.Year > DateTimeOffset.MaxValue.Year - ValidYears) throw GraphErrors.InvalidValue("startDateTime", "PasswordCredential");
        var row = new ApplicationCredentialRow
        {
            KeyId = Guid.NewGuid(),
            DisplayName = NameOf(sent),
            StartDateTime = start,
            EndDateTime = sent?.Instant("endDateTime") ?? start.AddYears(ValidYears),
            SecretHash = await passwords.HashAsync(secret),
            Hint = secret[..HintLength],
        };
        return row.EndDateTime > row.StartDateTime ? (row, secret) : throw GraphErrors.InvalidValue("endDateTime", "PasswordCredential");
    }

    public async Task<Outcome<PasswordCredential>> AddAsync(Guid owner, string name, GraphBody body, AuditActivity activity)
    {
        var (row, secret) = await NewAsync(body.Parameters().Complex("passwordCredential"));
        return await changes.TryAsync<PasswordCredential>(async change =>
        {
            if (!await TouchAsync(change, owner)) return GraphErrors.ResourceNotFound(owner.ToString());
            (row.TenantId, row.OwnerId) = (change.TenantId, owner);
            change.Add(row);
            change.Record(activity, owner, name, changes: [new("KeyDescription", null, Description(row))]);
            return PasswordCredential.From(row, secret);
        });
    }

    public Task<Outcome> RemoveAsync(Guid owner, string name, GraphBody body, AuditActivity activity)
    {
        var key = body.Parameters().Text("keyId") ?? throw GraphErrors.ValueRequired("keyId", "PasswordCredential");
        return changes.TryAsync(async change =>
        {
            var row = GuidKey.TryParse(key, out var id)
                ? await change.ApplicationCredentials.SingleOrDefaultAsync(c => c.OwnerId == owner && c.KeyId == id && c.SecretHash != null)
                : null;
            if (row is null || await change.ApplicationCredentials.Where(c => c.OwnerId == owner && c.KeyId == row.KeyId).ExecuteDeleteAsync() == 0)
            {
                return GraphErrors.DirectoryBadRequest("No password credential found with keyId.");
            }

            change.Entry(row).State = EntityState.Detached;
            change.Record(activity, owner, name, changes: [new("KeyDescription", Description(row), null)]);
            return Outcome.Done;
        });
    }

    /// <summary>
    /// Parses the certificates of <c>keyCredentials</c>, which replace those that exist; null if it was not sent. An entry without a key
    /// keeps the certificate that has its <c>keyId</c>.
    /// </summary>
    internal static IReadOnlyList<ApplicationCredentialRow>? ReadCertificates(GraphBody body, string resource) =>
        body.Parameters().Bodies("keyCredentials") is { } sent ? [.. sent.Select(one => ReadCertificate(one.Parameters(), resource))] : null;

    /// <summary>Replaces the certificates. False if an entry without a key is not one that exists.</summary>
    internal static async Task<bool> TryReplaceAsync(Change change, Guid owner, IReadOnlyList<ApplicationCredentialRow> certificates)
    {
        var all = change.ApplicationCredentials.Where(c => c.OwnerId == owner && c.Certificate != null);
        var existing = await all.AsNoTracking().ToDictionaryAsync(c => c.KeyId);
        await all.ExecuteDeleteAsync();
        foreach (var sent in certificates)
        {
            var row = sent.Certificate is null ? existing.GetValueOrDefault(sent.KeyId) : sent;
            if (row is null) return false;
            (row.TenantId, row.OwnerId) = (change.TenantId, owner);
            change.Add(row);
        }

        return true;
    }

    /// <summary>How the audit log describes a credential.</summary>
    internal static string Description(ApplicationCredentialRow row) =>
        $"[KeyIdentifier={row.KeyId},KeyType={(row.SecretHash is null ? row.Type : "Password")},KeyUsage=Verify,DisplayName={row.DisplayName}]";

    private static ApplicationCredentialRow ReadCertificate(GraphBody.Sent sent, string resource)
    {
        var keyId = sent.Text("keyId") is { } text ? GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.CannotConvert(text, "Edm.Guid") : Guid.NewGuid();
        if (sent.Text("key") is not { } key) return new() { KeyId = keyId };
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key));
            return new()
            {
                KeyId = keyId,
                DisplayName = NameOf(sent) ?? certificate.Subject[..Math.Min(certificate.Subject.Length, 256)],
                StartDateTime = sent.Instant("startDateTime") ?? Utc(certificate.NotBefore),
                EndDateTime = sent.Instant("endDateTime") ?? Utc(certificate.NotAfter),
                Certificate = Convert.ToBase64String(certificate.RawData),
                CustomKeyIdentifier = Identifier(sent) ?? Convert.ToBase64String(certificate.GetCertHash()),
                Type = sent.Text("type") is null or "AsymmetricX509Cert" ? "AsymmetricX509Cert" : throw GraphErrors.InvalidValue("type", resource),
                Usage = sent.Text("usage") is null or "Verify" ? "Verify" : throw GraphErrors.InvalidValue("usage", resource),
            };
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw GraphErrors.InvalidValue("keyCredentials", resource);
        }
    }

    private static string? Identifier(GraphBody.Sent sent)
    {
        if (sent.Text("customKeyIdentifier") is not { } text) return null;
        return text.Length <= 256 ? Convert.ToBase64String(Convert.FromBase64String(text)) : throw new FormatException();
    }

    private static DateTimeOffset Utc(DateTime local) => new(local.ToUniversalTime());

    private static string? NameOf(GraphBody.Sent? sent)
    {
        var name = sent?.Text("displayName");
        return name?.Length > 256 ? throw GraphErrors.InvalidValue("displayName", "Credential") : name;
    }

    /// <summary>Makes the change wait for others of the same object. False if it doesn't exist any more.</summary>
    private static async Task<bool> TouchAsync(Change change, Guid owner) =>
        await change.Applications.Where(a => a.Id == owner).ExecuteUpdateAsync(a => a.SetProperty(x => x.Version, Guid.NewGuid())) > 0
        || await change.ServicePrincipals.Where(s => s.Id == owner).ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, Guid.NewGuid())) > 0;
}
