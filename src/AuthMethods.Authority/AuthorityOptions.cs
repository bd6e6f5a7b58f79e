namespace AuthMethods.Authority;

/// <summary>The section <c>Authority</c>: the built-in token authority, for development and tests.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Off unless set. A server whose environment is Production refuses to start with it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>The one way to have it on in Production, for whoever has no other authority and accepts what that means.</summary>
    public bool AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords { get; set; }

    /// <summary>
    /// By application (client) id the file, PEM or DER, with the certificate by whose key the application may prove who it is, in place of
    /// its secret. The application must be there, in each tenant that it asks for tokens of.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientCertificates { get; set; } = new Dictionary<string, string>();

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromSeconds(3599 + 1200);

    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(90);
}
