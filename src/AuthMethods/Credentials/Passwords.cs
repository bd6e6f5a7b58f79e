using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>Hashing and checking passwords. Hashing takes tens of milliseconds by design, so it is done before a change begins.</summary>
internal sealed class Passwords(IOptions<PasswordHasherOptions> options)
{
    private const string Consonants = "BCDFGHJKLMNPRSTVWXYZ";
    private const string Vowels = "aeiou";

    private readonly PasswordHasher<object> _hasher = new(options);
    private readonly object _nobody = new();

    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    public bool Verify(string hash, string password) => _hasher.VerifyHashedPassword(_nobody, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Generates a password in the format that Entra uses: <c>Cuyo5459</c>.</summary>
    public static string Generate()
    {
        var letters = string.Concat(Pick(Consonants), Pick(Vowels), char.ToLowerInvariant(Pick(Consonants)), Pick(Vowels));
        return $"{letters}{RandomNumberGenerator.GetInt32(10_000):D4}";

        static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
    }
}
