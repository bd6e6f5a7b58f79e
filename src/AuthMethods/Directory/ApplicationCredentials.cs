using AuthMethods.Storage;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>passwordCredential</c>.</summary>
[GraphType("passwordCredential")]
public sealed record PasswordCredential
{
    public byte[]? CustomKeyIdentifier { get; init; }
    public string? DisplayName { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>The first three characters of the secret.</summary>
    public string? Hint { get; init; }

    public Guid? KeyId { get; init; }

    /// <summary>Only in the response to <c>addPassword</c>.</summary>
    public string? SecretText { get; init; }

    public DateTimeOffset? StartDateTime { get; init; }

    internal static PasswordCredential From(ApplicationCredentialRow row, string? secret = null) => new()
    {
        DisplayName = row.DisplayName,
        EndDateTime = row.EndDateTime,
        Hint = row.Hint,
        KeyId = row.KeyId,
        SecretText = secret,
        StartDateTime = row.StartDateTime,
    };

    internal static PasswordCredential[] Of(IEnumerable<ApplicationCredentialRow> credentials) =>
        [.. credentials.Where(c => c.SecretHash is not null).OrderByDescending(c => c.StartDateTime).Select(c => From(c))];
}

/// <summary>Graph's <c>keyCredential</c>.</summary>
[GraphType("keyCredential")]
public sealed record KeyCredential
{
    public byte[]? CustomKeyIdentifier { get; init; }
    public string? DisplayName { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>The certificate. Only shown if <c>$select</c> of a single application names <c>keyCredentials</c>.</summary>
    public byte[]? Key { get; init; }

    public Guid? KeyId { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public string? Type { get; init; }
    public string? Usage { get; init; }

    internal static KeyCredential[] Of(IEnumerable<ApplicationCredentialRow> credentials, bool showsKeys = false) =>
        [.. credentials.Where(c => c.Certificate is not null).OrderByDescending(c => c.StartDateTime).Select(c => new KeyCredential
        {
            CustomKeyIdentifier = c.CustomKeyIdentifier is null ? null : Convert.FromBase64String(c.CustomKeyIdentifier),
            DisplayName = c.DisplayName,
            EndDateTime = c.EndDateTime,
            Key = showsKeys ? Convert.FromBase64String(c.Certificate!) : null,
            KeyId = c.KeyId,
            StartDateTime = c.StartDateTime,
            Type = c.Type,
            Usage = c.Usage,
        })];
}
