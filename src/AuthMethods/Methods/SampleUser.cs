namespace AuthMethods.Methods;

/// <summary>A user of the sample tenant for whom methods are created, with the services that hash or encrypt secrets.</summary>
internal sealed record SampleUser(
    string Alias, string Password, DateTimeOffset Now, Func<string, string> Hash, Func<string, string> Encrypt, Guid Id)
{
    /// <summary>Another tenant holds the user's credentials.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The domain of the sample tenant's users.</summary>
    public const string Domain = "contoso.com";

    /// <summary>The object id of the user with a number.</summary>
    public static Guid IdOf(int number) => new($"00000000-0000-4000-8000-{number:D12}");
}
