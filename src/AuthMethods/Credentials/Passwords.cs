using System.Buffers.Binary;
using System.Security.Cryptography;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>
/// Hashing and checking passwords, which takes tens of milliseconds by design. So it is done before a change begins, and on half of the processors
/// at most: further calls wait, and when too many do, a call is refused with 503.
/// </summary>
internal sealed class Passwords(IOptions<PasswordHasherOptions> options) : IDisposable
{
    private const int MaxWaiting = 100;
    private const string Consonants = "BCDFGHJKLMNPRSTVWXYZ";
    private const string Vowels = "aeiou";

    private readonly PasswordHasher<object> _hasher = new(options);
    private readonly object _nobody = new();
    private readonly SemaphoreSlim _processors = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _waiting;
    private int _computed;

    /// <summary>How many hashes were computed since the start.</summary>
    public int Computed => Volatile.Read(ref _computed);

    /// <summary>A hash of no password.</summary>
    public string Unmatchable { get; } = HashOfNothing(options.Value.IterationCount);

    public Task<string> HashAsync(string password) => ComputeAsync(() => _hasher.HashPassword(_nobody, password));

    /// <param name="hash">Null if there is nothing to compare with: that takes as long, and the result is false.</param>
    /// <param name="password">The password.</param>
    public Task<bool> VerifyAsync(string? hash, string password) => ComputeAsync(() =>
        _hasher.VerifyHashedPassword(_nobody, hash ?? Unmatchable, password) != PasswordVerificationResult.Failed && hash is not null);

    /// <summary>Hashes at once. Only for samples, which no request waits for.</summary>
    public string HashSample(string password) => _hasher.HashPassword(_nobody, password);

    public void Dispose() => _processors.Dispose();

    /// <summary>A hash of no password, in the hasher's format: version 3, HMAC-SHA512, the iterations, and the salt with its length.</summary>
    private static string HashOfNothing(int iterations)
    {
        const int header = 13, salt = 16, key = 32;
        var bytes = RandomNumberGenerator.GetBytes(header + salt + key);
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), 2);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), iterations);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), salt);
        return Convert.ToBase64String(bytes);
    }

    private async Task<T> ComputeAsync<T>(Func<T> compute)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting) throw GraphErrors.Busy();
            await _processors.WaitAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            Interlocked.Increment(ref _computed);
            return compute();
        }
        finally
        {
            _processors.Release();
        }
    }

    /// <summary>Generates a password in the format that Entra uses: <c>Cuyo5459</c>.</summary>
    public static string Generate()
    {
        var letters = string.Concat(Pick(Consonants), Pick(Vowels), char.ToLowerInvariant(Pick(Consonants)), Pick(Vowels));
        return $"{letters}{RandomNumberGenerator.GetInt32(10_000):D4}";

        static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
    }
}
