namespace AuthMethods.Authority;

/// <summary>The section <c>Authority</c>: the built-in token authority, for development and tests.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Off by default. Outside Development the server refuses to start with it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>Allows it outside Development, for operators who have no other authority and accept the risk.</summary>
    public bool AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords { get; set; }

    /// <summary>
    /// For each application (client) id, a file (PEM or DER) with the certificate that the application may use instead of its secret. The
    /// application must exist in each tenant that it requests tokens for.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientCertificates { get; set; } = new Dictionary<string, string>();

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromSeconds(3599 + 1200);

    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>For how long a browser may spare its user the second factor, in whole days up to 365; zero for never.</summary>
    public TimeSpan RememberMultiFactor { get; set; }
}
