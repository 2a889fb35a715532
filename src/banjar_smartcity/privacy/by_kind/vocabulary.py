"""Vocabulary: words by which the same digits are a datum in one place and a code in another."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NIK_WORDS = _words("nik ktp ektp kk kependudukan keluarga family identity")
NIP_WORDS = _words("nip nipppk nippppk nippk nipp")
REGISTERS = {
    "bpjs": (13,), "jkn": (13,), "kis": (13,), "bpjstk": (11,), "kpj": (11,), "nisn": (10,), "nuptk": (16,),
    "nrp": (8,),
}  # fmt: skip
"""Registers of persons, and how many digits a number in them has."""
OTHER_NUMBERS = _words(
    """
    tiket ticket tkt commit issue inc req resi awb invoice faktur kwitansi kuitansi nota order pesanan registrasi seri
    serial imei isbn issn doi npsn nib nop versi version build hash sha md5 uuid guid barcode ean sku sertifikat
    surat agenda sk perkara laporan aduan pengaduan transaksi permohonan berkas kontrak sp spm spd sppd dpa rka
    barang aset meter polis merge revert rev changeset
    """
)
"""Words that say that a number is one of a thing or an event."""
PAPERS = _words("surat berkas sk laporan sertifikat nota kontrak")
"""Those among them whose own numbers are never as long as a mobile number: `surat 081…` holds that of somebody."""
OTHER_LONG = _words(
    """
    tiket ticket commit issue resi invoice imei isbn hash sha md5 uuid guid build barcode nop transaksi nib
    """
)
"""Those among them of which the number may have 16 digits."""
MOBILE = _words(
    """
    811 812 813 814 815 816 817 818 819 821 822 823 827 828 831 832 833 835 836 838 851 852 853 855 856 857 858 859
    868 877 878 879 881 882 883 884 885 886 887 888 889 895 896 897 898 899
    """
)
"""What mobile numbers begin with after 0 or 62 (national numbering plan, Permenkominfo 14/2018)."""
PHONE_WORDS = _words(
    """
    telp telepon tlp telpon tel phone hp wa whatsapp ponsel handphone mobile kontak contact hubungi call fax faks
    faksimile faksimili narahubung cp sms telegram hotline selular seluler nomor_hp nohp nowa gsm
    """
)
"""Words that lead up to a phone number."""
CODE_WORDS = _words("nomor no kode id code number sandi pin urut register reg nisn nuptk nis")
"""Words that lead up to some code."""
MONEY_WORDS = _words(
    """
    rp idr usd amount pagu anggaran budget nilai realisasi realised total jumlah sebesar senilai biaya dana harga
    kontrak value cost price apbd hibah kredit omzet pendapatan belanja aset investasi sum users pengguna
    """
)
"""Words and keys of the data that lead up to an amount or a count."""
ACCOUNT_WORDS = _words("rekening norek rek account acc acct transfer ditransfer setor va")
"""Words that lead up to an account number."""
BANKS = _words(
    """
    bri bni bca bsi btn mandiri bjb btpn cimb danamon permata muamalat mega panin ocbc maybank jago seabank jenius
    bpd bpr kalsel kaltimtara kalteng sinarmas bukopin hsbc uob citibank blu allo neo superbank krom jatim jateng
    bukuan brk brks sumut nagari sulselbar bengkulu dki papua maluku ntb ntt simpedes britama taplus tahapan
    bpdkalsel commonwealth nobu mayapada aladin dbs icbc woori shinhan mestika bjbs
    """
)
"""Names by which banks are called, or a word of them."""
NOT_BANKS = _words(
    """
    sampah data soal darah dunia benih pakan ikan file konten pangan gambar pohon indonesia sperma
    """
)
"""What is a bank of something else."""
BETWEEN = _words(
    """
    no nomor rek rekening norek a n an atas nama cabang capem kcp kc kk unit ac account number acc syariah tabungan
    giro ke di via bank nya bendahara
    """
)
"""Words that may be between the name of a bank and an account number."""
BUDGET_WORDS = _words(
    """
    belanja pendapatan pembiayaan kode anggaran kegiatan program listrik air pdam pln pelanggan koran sub rincian
    objek akun dpa rka apbd pagu senilai sebesar menyalurkan aset laba kredit tahun nilai total
    """
)
"""Words that lead up to an account of the budget, a meter or an amount."""
BIRTH_PLACES = _words("tanggal pada lahir tahun martapura banjarmasin banjarbaru date hari adalah yaitu bulan")
"""Words in small letters that may be between "born" and the date."""
NOT_NAMES = _words(
    """
    kabupaten kota inovasi program aplikasi desa dinas hari kecamatan provinsi undang perda puskesmas sistem layanan
    rsud bank akta pelayanan sejak ide gagasan kelurahan komunitas bumdes pkk organisasi lembaga partai republik
    indonesia pemerintah situs portal festival buku surat kartu angka tingkat data jumlah sejarah the its
    """
)
"""What begins the name of a thing that may be born, or of its day."""
NOT_OF_PERSONS = _words(
    """
    bupati gubernur wali walikota camat lurah kepala ketua sekretaris direktur menteri presiden dprd rapat sidang acara
    peresmian pelantikan kunjungan pasar jalan jembatan gedung kantor masjid sekolah universitas hotel stadion lomba
    pameran seminar lokakarya bimtek workshop keputusan peraturan nomor pt cv ud tbk post radar kompas tempo antara
    tribun tribunnews media koran harian majalah martapura banjar banjarbaru banjarmasin kalimantan selatan barat timur
    covid corona diabetes hipertensi stroke tuberkulosis demam jantung kanker ginjal diare campak malaria kusta
    anemia stunting hamil rujukan inap jalan darurat miskin swasta sosialisasi pelatihan kegiatan tahap musyawarah
    rawat umum baru lama dewasa balita anak lansia remaja laki perempuan pria wanita tengah utara banua jakarta
    surabaya foto gambar dokumentasi sumber source press news photo
    """
)
"""Words in the names of offices, events, places, companies and newspapers that a place and a date may follow."""
ABBREVIATIONS = _words(
    """
    TB TBC DM HIV AIDS ICU IGD UGD BPJS KIS RS ODP PDP OTG PTM ISPA DBD JKN KB ODGJ RSUD KIA BBLR SC TT UMUM PBI PNS
    ASN BLT PKH L P CKD COPD USG MRI ANC
    """
)
"""What is written after "pasien" and is no initials."""
